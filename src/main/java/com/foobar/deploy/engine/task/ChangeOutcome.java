package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;

/** What came of changes that were made, all of them or up to the one that failed. */
final class ChangeOutcome {
    private ChangeOutcome() {}

    static TaskOutcome of(Site site, Decision.Change change, ChangeMaker.Made made) {
        if (!made.ok()) {
            return failed(site, change, made);
        }
        ModuleResult result = change.finish().finish(made.outcomes());
        boolean failed = result.failure().isPresent();
        TaskOutcome outcome = TaskOutcome.of(
                        failed ? Status.FAILED : changedFlag(result) ? Status.CHANGED : Status.OK,
                        Results.of(result.values(), changedFlag(result), failed),
                        result.failure().orElse(""))
                .withChanges(described(change), change.diff());
        return failed
                ? outcome.withFailure(
                        taskFailed(site, SaidLast.add(result.failure().get(), result.values())))
                : outcome;
    }

    /** A module that knows better (a command that found nothing to do) may say so in its result. */
    static boolean changedFlag(ModuleResult result) {
        return !BoolValue.FALSE.equals(result.values().get("changed"));
    }

    private static TaskOutcome failed(Site site, Decision.Change change, ChangeMaker.Made made) {
        StepResult outcome = made.outcomes().get(made.failed());
        HostChange failedChange = change.changes().get(made.failed());
        String said = SaidLast.of(outcome.errorText(), outcome.text());
        String message =
                failedChange.describe() + " failed (" + outcome.rc() + ")" + (said.isEmpty() ? "" : ": " + said);
        MapValue result = Results.of(ModuleResult.EMPTY.withOutput(outcome).values(), made.failed() > 0, true)
                .with("msg", Value.of(message));
        return TaskOutcome.of(Status.FAILED, result, message)
                .withFailure(taskFailed(site, message))
                .withChanges(described(change).subList(0, made.failed()), change.diff());
    }

    static List<String> described(Decision.Change change) {
        return change.changes().stream().map(HostChange::describe).toList();
    }

    static Diagnostic taskFailed(Site site, String message) {
        return Diagnostic.of(ErrorCode.TASK_FAILED, message).at(site.task().place());
    }

    static TaskOutcome failed(Site site, Decision.Failed failed) {
        MapValue result = Results.of(failed.result().values(), false, true).with("msg", Value.of(failed.message()));
        return TaskOutcome.of(Status.FAILED, result, failed.message())
                .withFailure(taskFailed(site, SaidLast.add(failed.message(), result)));
    }
}
