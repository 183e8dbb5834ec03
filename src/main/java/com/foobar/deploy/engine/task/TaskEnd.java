package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one way back of a task, an item of its loop, an include, and a task that an earlier run has done: what it registers
 * and sets, whom it notifies, its count, whether the host goes on, and the event.
 */
public final class TaskEnd {
    private final RunContext run;

    public TaskEnd(RunContext run) {
        this.run = run;
    }

    /** The next item of the loop sees what this one registers and sets. */
    void item(Site site, TaskOutcome outcome) {
        new Registration(site).register(outcome);
        outcome.effects().forEach(effect -> learn(site.host(), effect, site.task()));
    }

    /**
     * Takes what came of a task on a host. What it sets waits for {@link #share}, when all hosts have done the task.
     *
     * @param again whether the run that this one carries on has made the change
     */
    public TaskOutcome task(Site site, boolean again, Supplier<TaskOutcome> work) {
        TaskOutcome outcome = settled(site, again, work);
        boolean censored = flag(site, site.task().keywords().noLog());
        note(site, outcome, censored);
        return censored ? outcome.withEffects(unsaid(outcome)) : outcome;
    }

    /** Whatever goes wrong with a task concerns its host only; the other hosts go on. */
    private static TaskOutcome settled(Site site, boolean again, Supplier<TaskOutcome> work) {
        try {
            TaskOutcome outcome = work.get();
            new Registration(site).register(outcome);
            TaskOutcome tolerated = tolerated(site, outcome);
            new Notifying(site).notify(tolerated, again);
            return tolerated;
        } catch (DeployException e) {
            return TaskOutcome.broken(e.diagnostic(), site.task().place());
        } catch (RuntimeException e) {
            var defect = Diagnostic.of(ErrorCode.INTERNAL, "this is a defect of foobar-deploy: " + e)
                    .advise("report it with the task");
            return TaskOutcome.broken(defect, site.task().place());
        }
    }

    private static TaskOutcome tolerated(Site site, TaskOutcome outcome) {
        boolean ignored = !outcome.isLocked()
                && switch (outcome.status()) {
                    case FAILED -> site.holds(site.task().keywords().ignoreErrors());
                    case UNREACHABLE -> site.holds(site.task().keywords().ignoreUnreachable());
                    case OK, CHANGED, SKIPPED, IGNORED, CONDITIONAL, UNKNOWN -> false;
                };
        return ignored ? outcome.withStatus(Status.IGNORED) : LeftBehind.tell(site, outcome);
    }

    /** A flag that cannot be evaluated counts as not set: the task itself then says what is wrong. */
    private static boolean flag(Site site, Optional<Value> raw) {
        try {
            return site.holds(raw);
        } catch (DeployException | FactsNeeded _) {
            return false;
        }
    }

    /** What a task with no_log would say is not said. */
    private static List<ControlEffect> unsaid(TaskOutcome outcome) {
        return outcome.effects().stream()
                .filter(effect -> !(effect instanceof ControlEffect.Say))
                .toList();
    }

    /** Counts, marks the host and tells; also for an include that brings nothing. */
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
        } else if (outcome.status() == Status.FAILED && !run.options().mode().keepGoing()) {
            host.condition(HostRun.Condition.FAILED);
        }
    }

    /** For a rescue: the task that failed and its result, as Ansible names them. */
    private static void rememberFailure(HostRun host, Task task, MapValue result) {
        Value name = Value.of(task.name().map(Object::toString).orElse(task.module()));
        host.variables().setFacts().put("ansible_failed_task", Value.of(Map.of("name", name)));
        host.variables().setFacts().put("ansible_failed_result", result);
    }

    /**
     * Sets the facts and variables that a task gives, and what it has registered, on all hosts concerned: with run_once
     * there are several. On the worker the items of a loop have set theirs already.
     */
    public void share(Task task, HostRun worker, List<HostRun> concerned, TaskOutcome outcome) {
        for (HostRun host : concerned) {
            if (host != worker || outcome.items().isEmpty()) {
                outcome.effects().forEach(effect -> learn(host, effect, task));
            }
            if (host != worker) {
                task.result()
                        .register()
                        .ifPresent(name -> host.variables()
                                .setFacts()
                                .put(name, worker.variables().setFacts().getOrDefault(name, outcome.result())));
            }
        }
    }

    private void learn(HostRun host, ControlEffect effect, Task task) {
        if (effect instanceof ControlEffect.OfHost(String delegate, ControlEffect facts)) {
            Learned.by(run.delegate(delegate), facts, task);
        } else {
            Learned.by(host, effect, task);
        }
    }
}
