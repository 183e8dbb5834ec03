package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Loop;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.PythonValues;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a task on one host: its loop, its retries, what counts as changed and failed, and what it registers. */
final class TaskRunner {
    private final Site site;
    private final Asker asker;

    TaskRunner(Site site, Asker asker) {
        this.site = site;
        this.asker = asker;
    }

    TaskOutcome run() {
        TaskOutcome outcome = new LoopItems(site).looping() ? loop() : round(Map.of());
        register(outcome);
        return tolerate(outcome);
    }

    private TaskOutcome loop() {
        var loop = new LoopItems(site);
        List<Map<String, Value>> rounds;
        try {
            rounds = roundsOf(loop);
        } catch (DeployException e) {
            return loopFailed(e.diagnostic());
        }
        var outcomes = new ArrayList<TaskOutcome>();
        for (Map<String, Value> variables : rounds) {
            TaskOutcome outcome = itemOutcome(loop, variables);
            outcomes.add(outcome);
            if (outcome.status() == Status.UNREACHABLE || breaks(variables, outcome)) {
                break;
            }
            pause();
        }
        return summary(outcomes);
    }

    private TaskOutcome loopFailed(Diagnostic diagnostic) {
        if (site.run().options().check() && !site.host().doubtful().isEmpty()) {
            String doubt = site.host().doubtful().values().iterator().next().reason();
            return TaskOutcome.of(Status.UNKNOWN, Results.skipped("loop"), doubt);
        }
        return TaskOutcome.broken(diagnostic, site.task().place());
    }

    /** Facts that the loop's list needs are gathered first. A condition that fails without the item skips the list. */
    private List<Map<String, Value>> roundsOf(LoopItems loop) {
        while (true) {
            try {
                return loop.items();
            } catch (FactsNeeded needed) {
                asker.gather(needed.host(), site);
            } catch (DeployException e) {
                if (skippedWhatever()) {
                    return List.of();
                }
                throw e;
            }
        }
    }

    private boolean skippedWhatever() {
        try {
            return !Conditions.hold(site, site.scope());
        } catch (DeployException _) {
            return false;
        }
    }

    private TaskOutcome itemOutcome(LoopItems loop, Map<String, Value> variables) {
        TaskOutcome outcome = round(variables);
        Value item = outcome.status() == Status.SKIPPED ? itemOf(variables) : shown(loop, variables);
        MapValue result = outcome.result()
                .with(loopVar(variables), itemOf(variables))
                .with("ansible_loop_var", Value.of(loopVar(variables)));
        return outcome.withResult(result).withItem(item);
    }

    private static Value shown(LoopItems loop, Map<String, Value> variables) {
        try {
            return loop.shown(variables);
        } catch (DeployException e) {
            return Value.of("(" + e.getMessage() + ")");
        }
    }

    private static String loopVar(Map<String, Value> variables) {
        return String.valueOf(variables.get("ansible_loop_var"));
    }

    private static Value itemOf(Map<String, Value> variables) {
        return java.util.Objects.requireNonNull(variables.get(loopVar(variables)));
    }

    private boolean breaks(Map<String, Value> variables, TaskOutcome outcome) {
        Optional<Value> condition = site.task().loop().flatMap(Loop::breakWhen);
        return condition.isPresent()
                && site.run()
                        .templates()
                        .test(condition.get(), withResult(site.scope().with(variables), outcome));
    }

    private void pause() {
        site.task()
                .loop()
                .flatMap(Loop::pause)
                .map(value -> site.run().templates().render(value, site.scope()))
                .ifPresent(seconds -> sleep(seconds(seconds)));
    }

    private TaskOutcome summary(List<TaskOutcome> outcomes) {
        Status status = overall(outcomes);
        String reason = outcomes.stream()
                .filter(outcome -> outcome.status() == status)
                .map(TaskOutcome::reason)
                .findFirst()
                .orElse("nothing to loop over");
        Optional<Diagnostic> failure = outcomes.stream()
                .map(TaskOutcome::failure)
                .flatMap(Optional::stream)
                .findFirst();
        List<String> changes =
                outcomes.stream().flatMap(outcome -> outcome.changes().stream()).toList();
        List<ControlEffect> effects =
                outcomes.stream().flatMap(outcome -> outcome.effects().stream()).toList();
        TaskOutcome outcome = TaskOutcome.of(status, Results.ofLoop(outcomes, status), reason)
                .withChanges(changes, Optional.empty())
                .withEffects(effects)
                .withItems(outcomes)
                .withDoubt(outcomes.stream()
                        .map(TaskOutcome::doubt)
                        .flatMap(Optional::stream)
                        .findFirst());
        return failure.map(outcome::withFailure).orElse(outcome);
    }

    private static Status overall(List<TaskOutcome> outcomes) {
        for (Status status : List.of(
                Status.UNREACHABLE, Status.FAILED, Status.CHANGED, Status.CONDITIONAL, Status.UNKNOWN, Status.OK)) {
            if (outcomes.stream().anyMatch(outcome -> outcome.status() == status)) {
                return status;
            }
        }
        return Status.SKIPPED;
    }

    // --- one round, with its retries

    private TaskOutcome round(Map<String, Value> variables) {
        Task task = site.task();
        if (task.until().isEmpty() && task.retries().isEmpty()) {
            return judged(new Attempt(site, variables, asker));
        }
        return retried(variables);
    }

    private TaskOutcome retried(Map<String, Value> variables) {
        int attempts = number(site.task().retries(), 3) + 1;
        int delay = number(site.task().delay(), 5);
        for (int attempt = 1; ; attempt++) {
            var once = new Attempt(site, variables, asker);
            TaskOutcome outcome = judged(once);
            outcome = outcome.withResult(outcome.result().with("attempts", Value.of(attempt)));
            if (settled(outcome, once)) {
                return outcome;
            }
            if (attempt >= attempts
                    || site.run().options().check()
                    || site.run().stopped()) {
                return exhausted(outcome, attempt);
            }
            site.run()
                    .tell(new Event.Retrying(
                            site.taskName(variables), site.host().name(), attempt, attempts - 1));
            once.forgetAnswers();
            sleep(delay);
        }
    }

    private boolean settled(TaskOutcome outcome, Attempt attempt) {
        if (outcome.status() == Status.SKIPPED || outcome.status() == Status.UNREACHABLE || hopeless(outcome)) {
            return true;
        }
        if (site.task().until().isEmpty()) {
            return outcome.status() != Status.FAILED;
        }
        try {
            return all(site.task().until(), withResult(attempt.scope(), outcome));
        } catch (DeployException e) {
            return false;
        }
    }

    /** What is wrong with the task itself does not mend by trying again. */
    private static boolean hopeless(TaskOutcome outcome) {
        return outcome.failure()
                .map(Diagnostic::code)
                .filter(code -> code.exit() == ExitCode.USAGE || code == ErrorCode.MODULE_UNSUPPORTED)
                .isPresent();
    }

    private TaskOutcome exhausted(TaskOutcome outcome, int attempts) {
        if (outcome.status() == Status.CONDITIONAL || outcome.status() == Status.UNKNOWN) {
            return outcome;
        }
        String message = outcome.failure().map(Diagnostic::message).orElse("the condition in `until` does not hold");
        MapValue result = outcome.result().with("failed", Value.of(true)).with("msg", Value.of(message));
        return outcome.withStatus(Status.FAILED)
                .withResult(result)
                .withFailure(outcome.failure()
                        .orElse(Diagnostic.of(ErrorCode.TASK_FAILED, message + " after " + attempts + " attempts")
                                .at(site.task().place())));
    }

    private static void sleep(double seconds) {
        try {
            Thread.sleep(Duration.ofMillis((long) (seconds * 1000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int number(Optional<Value> raw, int fallback) {
        return raw.map(value -> (int) seconds(site.run().templates().render(value, site.scope())))
                .orElse(fallback);
    }

    static double seconds(Value value) {
        return switch (value) {
            case IntValue number -> number.number().doubleValue();
            case FloatValue number -> number.number();
            case TextValue text when text.text().matches("\\d+(\\.\\d+)?") -> Double.parseDouble(text.text());
            default ->
                throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "a number is wanted, not " + PythonValues.typeName(value))
                        .toException();
        };
    }

    // --- what counts as changed and failed

    private TaskOutcome judged(Attempt attempt) {
        TaskOutcome outcome = attempt.run();
        Task task = site.task();
        boolean judge = outcome.status() != Status.SKIPPED
                && outcome.status() != Status.UNREACHABLE
                && outcome.status() != Status.UNKNOWN;
        if (!judge || task.changedWhen().isEmpty() && task.failedWhen().isEmpty()) {
            return outcome;
        }
        try {
            return judgeFailed(judgeChanged(outcome, attempt.scope()), attempt.scope());
        } catch (DeployException e) {
            return outcome.status() == Status.CONDITIONAL
                    ? outcome
                    : outcome.withStatus(Status.FAILED)
                            .withResult(Results.of(outcome.result(), false, true)
                                    .with("msg", Value.of(e.diagnostic().message())))
                            .withFailure(e.diagnostic());
        }
    }

    private TaskOutcome judgeChanged(TaskOutcome outcome, Scope scope) {
        if (site.task().changedWhen().isEmpty()) {
            return outcome;
        }
        boolean changed = all(site.task().changedWhen(), withResult(scope, outcome));
        MapValue result = outcome.result().with("changed", Value.of(changed));
        Status status = switch (outcome.status()) {
            case OK, CHANGED -> changed ? Status.CHANGED : Status.OK;
            case SKIPPED, FAILED, IGNORED, UNREACHABLE, CONDITIONAL, UNKNOWN -> outcome.status();
        };
        return outcome.withResult(result).withStatus(status);
    }

    private TaskOutcome judgeFailed(TaskOutcome outcome, Scope scope) {
        if (site.task().failedWhen().isEmpty() || outcome.status() == Status.CONDITIONAL) {
            return outcome;
        }
        boolean failed = all(site.task().failedWhen(), withResult(scope, outcome));
        MapValue result =
                outcome.result().with("failed", Value.of(failed)).with("failed_when_result", Value.of(failed));
        if (failed) {
            String message = outcome.failure().map(Diagnostic::message).orElse("the condition in `failed_when` holds");
            return outcome.withStatus(Status.FAILED)
                    .withResult(result)
                    .withFailure(Diagnostic.of(ErrorCode.TASK_FAILED, message)
                            .at(site.task().place()));
        }
        boolean changed = Results.truth(result, "changed");
        Status status = outcome.status() == Status.FAILED ? (changed ? Status.CHANGED : Status.OK) : outcome.status();
        return outcome.withResult(result).withStatus(status);
    }

    /** The result itself is in the record of the run already. */
    private Variable registered() {
        String title = site.taskName(Map.of()).title();
        return new Variable(
                Value.of("(the result of `" + title + "`)"),
                Precedence.SET_FACTS,
                site.task().place());
    }

    private boolean all(List<Value> conditions, Scope scope) {
        return conditions.stream().allMatch(condition -> site.run().templates().test(condition, scope));
    }

    private Scope withResult(Scope scope, TaskOutcome outcome) {
        return site.task()
                .register()
                .map(name -> scope.with(Map.of(name, outcome.result())))
                .orElse(scope);
    }

    // --- what stays

    private void register(TaskOutcome outcome) {
        boolean hangs = outcome.status() == Status.CONDITIONAL || outcome.status() == Status.UNKNOWN;
        Optional<String> doubt = hangs ? Optional.of(outcome.reason()) : outcome.doubt();
        if (site.shortModule().equals("set_fact")) {
            site.task()
                    .arguments()
                    .strings()
                    .keySet()
                    .forEach(name -> site.host().doubtful(name, doubt, true));
        }
        site.task().register().ifPresent(name -> {
            boolean noLog = flag(site.task().keywords().noLog());
            Value result = noLog
                    ? SecretNames.hidden(outcome.result())
                    : site.run().templates().secrets().tainted(outcome.result());
            site.host().setFacts().put(name, SecretNames.markTexts(name, result));
            site.host().learned(name, registered());
            site.host().doubtful(name, doubt, hangs);
        });
    }

    private TaskOutcome tolerate(TaskOutcome outcome) {
        boolean ignored =
                outcome.status() == Status.FAILED && flag(site.task().keywords().ignoreErrors())
                        || outcome.status() == Status.UNREACHABLE
                                && flag(site.task().keywords().ignoreUnreachable());
        return ignored ? outcome.withStatus(Status.IGNORED) : LeftBehind.tell(site, outcome);
    }

    private boolean flag(Optional<Value> raw) {
        return raw.filter(value -> site.run().templates().test(value, site.scope()))
                .isPresent();
    }
}
