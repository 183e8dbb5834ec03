package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;

/** What counts as changed and failed: a task's {@code changed_when} and {@code failed_when}. */
final class Judge {
    private final Site site;

    Judge(Site site) {
        this.site = site;
    }

    /** Runs the attempt, and takes what came of it as the task says. */
    TaskOutcome judged(Attempt attempt) {
        TaskOutcome outcome = attempt.run();
        Task task = site.task();
        boolean judge = outcome.status() != Status.SKIPPED
                && outcome.status() != Status.UNREACHABLE
                && outcome.status() != Status.UNKNOWN
                && !outcome.isLocked();
        if (!judge
                || task.result().changedWhen().isEmpty()
                        && task.result().failedWhen().isEmpty()) {
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
        if (site.task().result().changedWhen().isEmpty()) {
            return outcome;
        }
        boolean changed = all(site.task().result().changedWhen(), withResult(scope, outcome));
        MapValue result = outcome.result().with("changed", Value.of(changed));
        Status status = switch (outcome.status()) {
            case OK, CHANGED -> changed ? Status.CHANGED : Status.OK;
            case SKIPPED, FAILED, IGNORED, UNREACHABLE, CONDITIONAL, UNKNOWN -> outcome.status();
        };
        return outcome.withResult(result).withStatus(status);
    }

    private TaskOutcome judgeFailed(TaskOutcome outcome, Scope scope) {
        if (site.task().result().failedWhen().isEmpty() || outcome.status() == Status.CONDITIONAL) {
            return outcome;
        }
        boolean failed = all(site.task().result().failedWhen(), withResult(scope, outcome));
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

    boolean all(List<Value> conditions, Scope scope) {
        return conditions.stream().allMatch(condition -> site.run().templates().test(condition, scope));
    }

    /** With what the task registers, as it is now. */
    Scope withResult(Scope scope, TaskOutcome outcome) {
        return site.task()
                .result()
                .register()
                .map(name -> scope.with(Map.of(name, outcome.result())))
                .orElse(scope);
    }
}
