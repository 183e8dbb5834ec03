package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Map;

/** What is noted when a task, or an include, has ended on a host: its count, whether the host goes on, and the event. */
public final class TaskEnd {
    private final RunContext run;

    public TaskEnd(RunContext run) {
        this.run = run;
    }

    public void note(Site site, TaskOutcome outcome, boolean censored) {
        HostRun host = site.host();
        host.count(outcome.status());
        mark(host, outcome);
        if (outcome.status() == Status.FAILED) {
            rememberFailure(host, site.task(), outcome.result());
        }
        run.tell(new Event.TaskFinished(site.taskName(Map.of()), host.name(), outcome, censored));
    }

    private void mark(HostRun host, TaskOutcome outcome) {
        if (outcome.isLocked()) {
            host.condition(HostRun.Condition.LOCKED);
        } else if (outcome.status() == Status.UNREACHABLE) {
            host.condition(HostRun.Condition.UNREACHABLE);
            outcome.failure().ifPresent(why -> run.tell(new Event.Unreachable(host.name(), why)));
        } else if (outcome.status() == Status.FAILED && !run.options().keepGoing()) {
            host.condition(HostRun.Condition.FAILED);
        }
    }

    /** For a rescue: the task that failed and its result, as Ansible names them. */
    private static void rememberFailure(HostRun host, Task task, MapValue result) {
        Value name = Value.of(task.name().map(Object::toString).orElse(task.module()));
        host.setFacts().put("ansible_failed_task", Value.of(Map.of("name", name)));
        host.setFacts().put("ansible_failed_result", result);
    }
}
