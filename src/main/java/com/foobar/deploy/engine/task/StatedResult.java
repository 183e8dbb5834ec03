package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Optional;

/**
 * The variable {@code plan_result} of a task: what a plan takes as the task's result where the host cannot tell yet, since
 * what is asked is only made by an earlier task of the same plan. An apply never looks at it.
 */
final class StatedResult {
    static final String VARIABLE = "plan_result";
    static final String REASON = "as `" + VARIABLE + "` says";

    private StatedResult() {}

    static Optional<TaskOutcome> of(Site site, Scope scope) {
        Value raw = site.task().keywords().vars().get(VARIABLE);
        if (raw == null || !(site.run().templates().render(raw, scope) instanceof MapValue stated)) {
            return Optional.empty();
        }
        boolean changed = Results.truth(stated, "changed");
        return Optional.of(TaskOutcome.of(
                changed ? Status.CHANGED : Status.OK,
                Results.merged(Results.of(MapValue.EMPTY, changed, false), stated),
                REASON));
    }
}
