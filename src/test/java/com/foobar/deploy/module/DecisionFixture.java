package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.AttributeFunctions;
import com.foobar.deploy.state.change.DirectoryFunctions;
import com.foobar.deploy.state.change.FileFunctions;
import com.foobar.deploy.state.change.HomeFunctions;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.change.TreeFunctions;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One decision of a module, as a mapping. What goes in: {@code args}, {@code vars}, {@code check}, {@code host}, {@code remote_user},
 * {@code environment}, {@code unchanging}, {@code secrets} (names of arguments that are secret) and {@code answers}, a
 * list of {@code Question: components} with {@code is: answer}. What comes out: one of {@code unchanged}, {@code failed},
 * {@code skipped}, {@code unknown}, {@code changes}, {@code control}, {@code facts}; with them {@code result} (keys
 * that the result must have), {@code diff}, and {@code outcomes} (what the changes answered) with {@code finished} or
 * {@code finished_failed}.
 */
record DecisionFixture(Module<?> module, MapValue fixture, Path folder) {
    private static final Set<String> KEYS = Set.of(
            "args",
            "vars",
            "check",
            "host",
            "remote_user",
            "environment",
            "unchanging",
            "secrets",
            "answers",
            "unchanged",
            "failed",
            "skipped",
            "unknown",
            "changes",
            "changed",
            "control",
            "facts",
            "result",
            "diff",
            "outcomes",
            "finished",
            "finished_failed",
            "otherwise");
    private static final Set<String> VERDICTS =
            Set.of("unchanged", "failed", "skipped", "unknown", "changes", "control", "facts");

    void run() {
        refuseUnknown(fixture, KEYS);
        assertThat(fixture.strings().keySet().stream().filter(VERDICTS::contains))
                .as("a fixture expects one of " + VERDICTS)
                .hasSize(1);
        try {
            check(decide(module));
        } catch (DeployException e) {
            assertThat(fixture.find("failed"))
                    .as("the decision failed: %s", e.getMessage())
                    .isPresent();
            assertThat(e.getMessage()).contains(text("failed"));
        }
    }

    private <A extends Record> Decision decide(Module<A> one) {
        var values = new HashMap<>(map("args").strings());
        names("secrets").forEach(name -> values.computeIfPresent(name, (_, value) -> value.asSecret()));
        A args = ArgumentSpec.of(one.arguments())
                .read(one.name(), MapValue.ofStrings(values), Place.of(folder.toString()));
        TaskContext context = context();
        FixedAnswers answers = answers();
        assertThat(one.reads(args, context)).doesNotContainNull();
        return one.decide(args, answers, context);
    }

    private TaskContext context() {
        var environment = new HashMap<String, String>();
        map("environment").strings().forEach((name, value) -> environment.put(name, RecordBinder.text(value)));
        return new TaskContext(
                fixture.find("host").map(RecordBinder::text).orElse("web-01"),
                fixture.get("check") == BoolValue.TRUE,
                fixture.find("remote_user").map(RecordBinder::text),
                environment,
                fixture.get("unchanging") == BoolValue.TRUE,
                true,
                Scope.of(map("vars").strings(), new FileSearch(List.of(folder))),
                TestTemplates.make(),
                VaultReader.NONE);
    }

    private FixedAnswers answers() {
        var answers = new FixedAnswers();
        list("answers").forEach(entry -> {
            Question<?> question = question((MapValue) entry);
            answers.withUntyped(question, answer(question, (MapValue) entry));
        });
        return answers;
    }

    private static Question<?> question(MapValue entry) {
        return entry.strings().entrySet().stream()
                .filter(part -> !part.getKey().equals("is"))
                .findFirst()
                .map(part -> RecordBinder.question(part.getKey(), part.getValue()))
                .orElseThrow(() -> new AssertionError("an answer without a question: " + entry));
    }

    private static Object answer(Question<?> question, MapValue entry) {
        Value answer = entry.find("is").orElseThrow(() -> new AssertionError("a question without `is`: " + entry));
        return RecordBinder.answer(question, answer);
    }

    private void check(Decision decision) {
        switch (decision) {
            case Decision.Unchanged desired -> {
                assertThat(desired.reason()).isEqualTo(expected("unchanged", decision));
                checkValues(desired.result(), "result");
            }
            case Decision.Failed failed -> {
                assertThat(failed.message()).contains(expected("failed", decision));
                checkValues(failed.result(), "result");
            }
            case Decision.Skipped skipped -> {
                assertThat(skipped.reason()).contains(expected("skipped", decision));
                checkValues(skipped.result(), "result");
            }
            case Decision.Unknown unknown -> {
                assertThat(unknown.until()).contains(expected("unknown", decision));
                assertThat(unknown.otherwise())
                        .isEqualTo(fixture.find("otherwise").map(RecordBinder::text));
                checkValues(unknown.result(), "result");
            }
            case Decision.Change change -> check(change);
            case Decision.Control control -> check(control);
        }
    }

    private String expected(String verdict, Decision actual) {
        if (fixture.get(verdict) == null) {
            fail("the decision is another one: %s", actual);
        }
        return text(verdict);
    }

    private void check(Decision.Change decision) {
        if (fixture.get("changes") == null) {
            fail("changes were decided on: %s", describe(decision.changes()));
        }
        List<Value> expected = list("changes");
        assertThat(decision.changes())
                .as("changes %s", describe(decision.changes()))
                .hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            check(decision.changes().get(i), (MapValue) expected.get(i));
        }
        fixture.find("diff").ifPresent(diff -> check(decision.diff(), (MapValue) diff));
        checkValues(decision.predicted(), "result");
        if (fixture.get("outcomes") != null) {
            ModuleResult finished = decision.finish().finish(outcomes());
            checkValues(finished, "finished");
            assertThat(finished.failure())
                    .isEqualTo(fixture.find("finished_failed").map(RecordBinder::text));
        }
    }

    private static void check(HostChange change, MapValue expected) {
        refuseUnknown(
                expected, Set.of("describe", "script", "calls", "kind", "may_fail", "predicts", "touches", "needs"));
        if (expected.get("needs") instanceof ListValue needs) {
            assertThat(ListValue.ofStrings(
                            change.needs().stream().map(Need::otherwise).toList()))
                    .isEqualTo(needs);
        }
        expected.find("describe")
                .ifPresent(text -> assertThat(change.describe()).isEqualTo(RecordBinder.text(text)));
        expected.find("kind")
                .ifPresent(kind -> assertThat(change.getClass().getSimpleName()).isEqualTo(RecordBinder.text(kind)));
        expected.find("script")
                .ifPresent(script -> assertThat(
                                ((HostChange.Scripted) change).script().reveal().strip())
                        .isEqualTo(RecordBinder.text(script).strip()));
        expected.find("calls").ifPresent(calls -> checkCalls((HostChange.Scripted) change, RecordBinder.text(calls)));
        expected.find("may_fail")
                .ifPresent(flag -> assertThat(BoolValue.of(change.mayFail())).isEqualTo(flag));
        expected.find("touches")
                .ifPresent(paths -> assertThat(change.touched().paths())
                        .containsExactlyInAnyOrderElementsOf(((ListValue) paths)
                                .items().stream().map(RecordBinder::text).toList()));
        expected.find("predicts").ifPresent(predictions -> checkPredictions(change, (ListValue) predictions));
    }

    private static final List<ShellText> FUNCTIONS = List.of(
            FileFunctions.TEXT,
            AttributeFunctions.TEXT,
            MakeDirectory.FUNCTIONS,
            DirectoryFunctions.TEXT,
            TreeFunctions.REMOVE,
            TreeFunctions.UNPACK,
            TreeFunctions.CLONE,
            HomeFunctions.HOME,
            HomeFunctions.KEY);

    private static void checkCalls(HostChange.Scripted change, String calls) {
        String script = change.script().reveal();
        String functions = FUNCTIONS.stream()
                .map(ShellText::reveal)
                .filter(script::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("no known functions at the start of " + script));
        assertThat(script.substring(functions.length()).strip()).isEqualTo(calls.strip());
    }

    private static void checkPredictions(HostChange change, ListValue expected) {
        var answers = new FixedAnswers();
        change.predict(answers);
        expected.items().forEach(entry -> {
            Question<?> question = question((MapValue) entry);
            assertThat(answers.assumptions())
                    .as("predictions of %s", change.describe())
                    .containsKey(question);
            checkPrediction(answers.assumed(question), answer(question, (MapValue) entry));
        });
    }

    private static void checkPrediction(@Nullable Object actual, Object expected) {
        if (expected instanceof StepResult) {
            // Its bytes are compared, not the arrays.
            assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static void check(Optional<Diff> actual, MapValue expected) {
        assertThat(actual).as("the diff").isPresent();
        Diff diff = actual.orElseThrow();
        refuseUnknown(expected, Set.of("header", "before", "after"));
        expected.find("header")
                .ifPresent(header -> assertThat(Value.of(diff.header())).isEqualTo(header));
        expected.find("before")
                .ifPresent(before -> assertThat(plain(diff.before())).isEqualTo(before));
        expected.find("after")
                .ifPresent(after -> assertThat(plain(diff.after())).isEqualTo(after));
    }

    private void check(Decision.Control control) {
        if (fixture.get("facts") instanceof MapValue facts) {
            var actual = new HashMap<String, Value>();
            control.effects().forEach(effect -> actual.putAll(facts(effect)));
            facts.strings().forEach((name, value) -> assertThat(actual).containsEntry(name, value));
        } else {
            assertThat(fixture.find("control"))
                    .as("the decision is another one: %s", control)
                    .isPresent();
        }
        if (fixture.get("control") instanceof ListValue effects) {
            assertThat(control.effects())
                    .isEqualTo(effects.items().stream()
                            .map(effect -> RecordBinder.bind(effect, ControlEffect.class))
                            .toList());
        }
        fixture.find("changed")
                .ifPresent(
                        changed -> assertThat(BoolValue.of(control.changed())).isEqualTo(changed));
        checkValues(control.result(), "result");
    }

    private static Map<String, Value> facts(ControlEffect effect) {
        return switch (effect) {
            case ControlEffect.SetFacts facts -> facts.variables();
            case ControlEffect.HostFacts facts -> facts.facts();
            case ControlEffect.IncludeVars vars -> vars.variables();
            default -> Map.of();
        };
    }

    private void checkValues(ModuleResult actual, String key) {
        map(key).strings()
                .forEach((name, value) -> assertThat(actual.values().find(name).map(DecisionFixture::plain))
                        .as("%s of the result", name)
                        .contains(value));
    }

    /** Lazy collections made comparable. */
    private static Value plain(Value value) {
        return switch (value) {
            case ListValue list -> new ListValue(new ArrayList<>(list.items()));
            default -> value;
        };
    }

    private List<StepResult> outcomes() {
        return list("outcomes").stream()
                .map(MapValue.class::cast)
                .map(outcome -> StepResult.of(
                        outcome.get("rc") instanceof IntValue rc ? rc.number().intValueExact() : 0,
                        outcome.find("out").map(RecordBinder::text).orElse(""),
                        outcome.find("err").map(RecordBinder::text).orElse("")))
                .toList();
    }

    private static List<String> describe(List<HostChange> changes) {
        return changes.stream()
                .map(change -> change.describe()
                        + (change instanceof HostChange.Scripted scripted ? "\n" + scripted.script() : ""))
                .toList();
    }

    private static void refuseUnknown(MapValue mapping, Set<String> known) {
        var unknown = new LinkedHashSet<>(mapping.strings().keySet());
        unknown.removeAll(known);
        assertThat(unknown).as("unknown keys of the fixture").isEmpty();
    }

    private String text(String key) {
        return fixture.find(key).map(RecordBinder::text).orElse("");
    }

    private MapValue map(String key) {
        return fixture.get(key) instanceof MapValue map ? map : MapValue.EMPTY;
    }

    private List<Value> list(String key) {
        return fixture.get(key) instanceof ListValue list ? list.items() : List.of();
    }

    private List<String> names(String key) {
        return list(key).stream()
                .map(TextValue.class::cast)
                .map(TextValue::text)
                .toList();
    }
}
