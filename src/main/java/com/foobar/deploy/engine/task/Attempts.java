package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A task for one item of its loop, or without one: tried until its condition holds, or as often as it may be. */
final class Attempts {
    private final Site site;
    private final Asker asker;
    private final Judge judge;

    Attempts(Site site, Asker asker, Judge judge) {
        this.site = site;
        this.asker = asker;
        this.judge = judge;
    }

    TaskOutcome run(Map<String, Value> variables) {
        Task task = site.task();
        if (task.result().until().isEmpty() && task.result().retries().isEmpty()) {
            return judge.judged(new Attempt(site, variables, asker));
        }
        return retried(variables);
    }

    private TaskOutcome retried(Map<String, Value> variables) {
        int attempts = (int) number(site.task().result().retries(), 3) + 1;
        double delay = number(site.task().result().delay(), 5);
        for (int attempt = 1; ; attempt++) {
            var once = new Attempt(site, variables, asker);
            TaskOutcome outcome = judge.judged(once);
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
        if (outcome.status() == Status.SKIPPED
                || outcome.status() == Status.UNREACHABLE
                || outcome.isLocked()
                || hopeless(outcome)) {
            return true;
        }
        if (site.task().result().until().isEmpty()) {
            return outcome.status() != Status.FAILED;
        }
        try {
            return judge.all(site.task().result().until(), judge.withResult(attempt.scope(), outcome));
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
        if (site.run().options().check() && outcome.doubt().isPresent()) {
            // The run asks when what the plan only foresees is done, and more than once.
            return outcome.withStatus(Status.CONDITIONAL)
                    .withReason(outcome.doubt().get());
        }
        String message = outcome.failure().map(Diagnostic::message).orElse("the condition in `until` does not hold");
        MapValue result = outcome.result().with("failed", Value.of(true)).with("msg", Value.of(message));
        return outcome.withStatus(Status.FAILED)
                .withResult(result)
                .withFailure(outcome.failure()
                        .orElse(Diagnostic.of(ErrorCode.TASK_FAILED, message + " after " + attempts + " attempts")
                                .at(site.task().place())));
    }

    static void sleep(double seconds) {
        try {
            Thread.sleep(Duration.ofMillis((long) (seconds * 1000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double number(Optional<Value> raw, double fallback) {
        return raw.map(value -> seconds(site.run().templates().render(value, site.scope())))
                .orElse(fallback);
    }

    /** @throws DeployException KEYWORD_VALUE, for what is no number */
    static double seconds(Value value) {
        return switch (value) {
            case IntValue number -> number.number().doubleValue();
            case FloatValue number -> number.number();
            case TextValue text when text.text().matches("\\d+(\\.\\d+)?") -> Double.parseDouble(text.text());
            default ->
                throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "expected a number, got " + PythonValues.typeName(value))
                        .toException();
        };
    }
}
