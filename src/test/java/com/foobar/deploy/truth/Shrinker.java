package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Cuts a playbook down, as long as what is left still shows the same difference. */
final class Shrinker {
    private final Predicate<Playbook> shows;
    private int attempts;

    /** @param attempts how many smaller playbooks may be tried */
    Shrinker(Predicate<Playbook> shows, int attempts) {
        this.shows = shows;
        this.attempts = attempts;
    }

    Playbook shrink(Playbook playbook) {
        Playbook smallest = playbook;
        for (boolean found = true; found; ) {
            found = false;
            for (Playbook smaller : smaller(smallest).toList()) {
                if (attempts == 0) {
                    return smallest;
                }
                attempts--;
                if (shows.test(smaller)) {
                    smallest = smaller;
                    found = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** All that are a step smaller; first those with the most cut away. */
    static Stream<Playbook> smaller(Playbook playbook) {
        return Stream.of(
                        halves(playbook.tasks()).map(playbook::withTasks),
                        cut(playbook.tasks()).map(playbook::withTasks),
                        oneHost(playbook),
                        cutHandlers(playbook),
                        simpler(playbook.tasks()).map(playbook::withTasks),
                        without(playbook.start())
                                .filter(left -> startsTheSame(left, playbook))
                                .map(playbook::withStart))
                .flatMap(Function.identity());
    }

    /** The first line makes the directories that the others need. */
    private static boolean startsTheSame(List<String> left, Playbook playbook) {
        return !left.isEmpty() && left.getFirst().equals(playbook.start().getFirst());
    }

    private static Stream<List<Step>> halves(List<Step> steps) {
        int half = steps.size() / 2;
        return half < 2
                ? Stream.empty()
                : Stream.of(steps.subList(0, half), steps.subList(half, steps.size()))
                        .map(List::copyOf);
    }

    private static Stream<Playbook> oneHost(Playbook playbook) {
        return playbook.hosts().size() > 1 ? Stream.of(playbook.withHosts(List.of(Playbook.FIRST))) : Stream.empty();
    }

    /** A handler that nothing notifies any more can go; a notification goes with its task or its keyword. */
    private static Stream<Playbook> cutHandlers(Playbook playbook) {
        return without(playbook.handlers())
                .filter(left -> playbook.steps()
                        .flatMap(Shrinker::notified)
                        .allMatch(name -> left.stream().anyMatch(handler -> hears(handler, name))))
                .map(playbook::withHandlers);
    }

    private static Stream<Object> notified(Step step) {
        Object applied = step.keywords().get(Step.Include.APPLY) instanceof Map<?, ?> map ? map.get("notify") : null;
        return Stream.of(Optional.ofNullable(step.keywords().get("notify")), Optional.ofNullable(applied))
                .flatMap(Optional::stream)
                .flatMap(names -> names instanceof List<?> list ? list.stream() : Stream.of(names));
    }

    private static boolean hears(Step.Task handler, Object name) {
        return handler.name().equals(name) || name.equals(handler.keywords().get("listen"));
    }

    /** Without one step, or with what is in a block or include in its place. */
    private static Stream<List<Step>> cut(List<Step> steps) {
        Stream<List<Step>> shorter = steps.size() > 1 ? without(steps) : Stream.empty();
        return Stream.concat(shorter, replaced(steps, Shrinker::inner));
    }

    private static Stream<List<Step>> inner(Step step) {
        return switch (step) {
            case Step.Task _ -> Stream.empty();
            case Step.Block block ->
                Stream.of(block.steps(), block.rescue(), block.always()).filter(steps -> !steps.isEmpty());
            case Step.Include include -> Stream.of(include.steps());
        };
    }

    private static Stream<List<Step>> simpler(List<Step> steps) {
        return replaced(steps, step -> simplerStep(step).map(List::of));
    }

    private static Stream<Step> simplerStep(Step step) {
        Stream<Step> inside = switch (step) {
            case Step.Task task -> withoutArguments(task);
            case Step.Include include ->
                shorter(include.steps())
                        .map(steps -> new Step.Include(include.name(), include.how(), steps, include.keywords()));
            case Step.Block block -> simplerBlock(block);
        };
        return Stream.concat(withoutKeywords(step), inside);
    }

    private static Stream<Step> simplerBlock(Step.Block block) {
        Stream<Step> steps = shorter(block.steps())
                .map(left -> new Step.Block(block.name(), left, block.rescue(), block.always(), block.keywords()));
        Stream<Step> rescue = without(block.rescue())
                .map(left -> new Step.Block(block.name(), block.steps(), left, block.always(), block.keywords()));
        Stream<Step> always = without(block.always())
                .map(left -> new Step.Block(block.name(), block.steps(), block.rescue(), left, block.keywords()));
        return Stream.of(steps, rescue, always).flatMap(Function.identity());
    }

    private static Stream<List<Step>> shorter(List<Step> steps) {
        return Stream.concat(cut(steps), simpler(steps));
    }

    private static Stream<Step> withoutKeywords(Step step) {
        return step.keywords().keySet().stream().map(name -> {
            var left = new LinkedHashMap<>(step.keywords());
            left.remove(name);
            return step.withKeywords(left);
        });
    }

    /** Where an argument is required, both programs refuse what is left, which shows no difference. */
    private static Stream<Step> withoutArguments(Step.Task task) {
        if (task.arguments().size() < 2) {
            return Stream.empty();
        }
        return task.arguments().keySet().stream().map(name -> {
            var left = new LinkedHashMap<>(task.arguments());
            left.remove(name);
            return new Step.Task(task.name(), task.module(), left, task.keywords());
        });
    }

    private static Stream<List<Step>> replaced(List<Step> steps, Function<Step, Stream<List<Step>>> by) {
        Stream<List<Step>> all = Stream.empty();
        for (int i = 0; i < steps.size(); i++) {
            int at = i;
            all = Stream.concat(all, by.apply(steps.get(at)).map(inner -> {
                var changed = new ArrayList<>(steps);
                changed.remove(at);
                changed.addAll(at, inner);
                return changed;
            }));
        }
        return all;
    }

    private static <T> Stream<List<T>> without(List<T> list) {
        return java.util.stream.IntStream.range(0, list.size()).mapToObj(at -> {
            var left = new ArrayList<>(list);
            left.remove(at);
            return left;
        });
    }
}
