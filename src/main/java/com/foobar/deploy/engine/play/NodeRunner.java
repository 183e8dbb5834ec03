package com.foobar.deploy.engine.play;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.event.Completed;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.handler.Handlers;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.host.Notifications;
import com.foobar.deploy.engine.host.Threads;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.task.TaskEnd;
import com.foobar.deploy.engine.task.TaskRunner;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs task lists in Ansible's linear order: every host finishes a task before any starts the next. What nobody has to
 * ask or change anything for costs no traffic, so the lockstep costs only where something happens.
 */
final class NodeRunner {
    private final RunContext run;
    private final PlayState play;
    private final Asker asker;
    private final Controls controls;
    private final Includes includes;
    private final TaskEnd end;
    private final Set<HostRun> flushing = ConcurrentHashMap.newKeySet();

    NodeRunner(RunContext run, PlayState play, Asker asker) {
        this.run = run;
        this.play = play;
        this.asker = asker;
        this.controls = new Controls(run, play);
        this.end = new TaskEnd(run);
        this.includes = new Includes(run, asker, end);
    }

    /** Runs the nodes; hosts that fail are marked and drop out. */
    void run(List<Node> nodes, List<HostRun> hosts, Cursor cursor) {
        for (int index = 0; index < nodes.size(); index++) {
            List<HostRun> active = hosts.stream().filter(HostRun::active).toList();
            if (active.isEmpty() || controls.playEnded() || stopped()) {
                return;
            }
            run(nodes.get(index), active, cursor.behind(index));
        }
    }

    boolean stopped() {
        return run.stopped();
    }

    void run(Node node, List<HostRun> hosts, Cursor behind) {
        switch (node) {
            case Task task -> runTask(task, hosts, behind);
            case Include include -> include(include, hosts, behind);
            case Block block -> new BlockRunner(this).run(block, hosts, behind);
        }
    }

    private void runTask(Task task, List<HostRun> hosts, Cursor behind) {
        // The task itself is ahead too: its questions are asked together with those of later tasks.
        Cursor cursor = new Cursor(play, List.of(task), 0, behind);
        boolean once = flag(task.keywords().runOnce(), task, hosts.getFirst(), cursor);
        List<HostRun> workers = once ? List.of(hosts.getFirst()) : hosts;
        Event.TaskName name = new Site(run, play, task, workers.getFirst(), cursor).taskName(Map.of());
        if (!run.step().test(name)) {
            return;
        }
        run.tell(new Event.TaskStarted(name, workers.stream().map(HostRun::name).toList()));
        int limit = throttle(task, workers.getFirst(), cursor);
        List<TaskOutcome> outcomes = Threads.map(workers, limit, host -> runOn(host, task, cursor));
        if (once) {
            hosts.forEach(host -> host.notifications().came(task.roles()));
            failAlike(hosts, outcomes.getFirst());
        }
        for (int i = 0; i < workers.size(); i++) {
            HostRun worker = workers.get(i);
            List<HostRun> concerned = once ? concerned(hosts) : List.of(worker);
            end.share(task, worker, concerned, outcomes.get(i));
            control(task, worker, concerned, outcomes.get(i), cursor);
        }
        flushIfAsked(once ? hosts : workers, outcomes, behind);
        failTogether(task, hosts, cursor);
    }

    /** What was possible when the task ran may not be any more: another host of the task may have made it a circle. */
    private void control(Task task, HostRun worker, List<HostRun> concerned, TaskOutcome outcome, Cursor cursor) {
        try {
            controls.apply(task, worker, concerned, outcome);
        } catch (DeployException e) {
            failAll(task, concerned, e, cursor);
        }
    }

    /** meta: flush_handlers, for all hosts that asked for it together. */
    private void flushIfAsked(List<HostRun> hosts, List<TaskOutcome> outcomes, Cursor behind) {
        var asking = new ArrayList<HostRun>();
        for (int i = 0; i < hosts.size(); i++) {
            TaskOutcome outcome = outcomes.get(Math.min(i, outcomes.size() - 1));
            if (outcome.effects().contains(new ControlEffect.Meta(ControlEffect.MetaAction.FLUSH_HANDLERS))) {
                asking.add(hosts.get(i));
            }
        }
        if (!asking.isEmpty()) {
            flushHandlers(asking, behind);
        }
    }

    private TaskOutcome runOn(HostRun host, Task task, Cursor cursor) {
        if (stopped()) {
            return TaskOutcome.of(Status.SKIPPED, Results.skipped("interrupted"), "interrupted");
        }
        var site = new Site(run, play, task, host, cursor);
        Event.TaskName name = site.taskName(Map.of());
        run.tell(new Event.HostStarted(name, host.name()));
        host.notifications().came(task.roles());
        Optional<TaskOutcome> done = run.completed() == Completed.NOTHING ? Optional.empty() : doneBefore(site, name);
        return end.task(site, done.isPresent(), () -> done.orElseGet(() -> new TaskRunner(site, asker, end).run()));
    }

    /** What the run that this one resumes has changed is not done again; what it registered is known from its record. */
    private Optional<TaskOutcome> doneBefore(Site site, Event.TaskName name) {
        Optional<Completed.Result> earlier =
                run.completed().take(name, site.host().name());
        return earlier.filter(result ->
                        result.whole() || site.task().result().register().isEmpty())
                .map(result -> TaskOutcome.of(Status.OK, result.values(), result.reason()));
    }

    /** run_once: the hosts at the task fail if it failed. */
    private static void failAlike(List<HostRun> hosts, TaskOutcome outcome) {
        if (outcome.status() == Status.FAILED) {
            hosts.forEach(host -> host.condition(hosts.getFirst().condition()));
        }
    }

    /** With the strategy `free` each host is on its own, also with run_once. */
    private List<HostRun> concerned(List<HostRun> hosts) {
        return play.play().execution().strategy().endsWith("linear")
                ? play.batch().stream()
                        .filter(host -> host.condition() != HostRun.Condition.UNREACHABLE)
                        .toList()
                : hosts;
    }

    private void failTogether(Task task, List<HostRun> hosts, Cursor cursor) {
        boolean anyFailed = hosts.stream().anyMatch(host -> host.condition() != HostRun.Condition.ACTIVE);
        if (anyFailed && flag(task.keywords().anyErrorsFatal(), task, hosts.getFirst(), cursor)) {
            play.batch().stream().filter(HostRun::active).forEach(host -> host.condition(HostRun.Condition.FAILED));
        }
        if (anyFailed && controls.tooManyFailed()) {
            play.batch().stream().filter(HostRun::active).forEach(host -> host.condition(HostRun.Condition.FAILED));
        }
    }

    private void include(Include include, List<HostRun> hosts, Cursor after) {
        Cursor cursor = new Cursor(play, List.of(include), 0, after);
        includes.inclusions(play, include, hosts, cursor).forEach((inclusion, including) -> {
            List<HostRun> active = including.stream().filter(HostRun::active).toList();
            if (active.isEmpty()) {
                return;
            }
            try {
                includes.enter(inclusion, include);
                List<Node> nodes = includes.load(play, include, inclusion);
                run(nodes, active, after.into(nodes));
            } catch (DeployException e) {
                failAll(include.task(), active, e, cursor);
            } finally {
                includes.leave();
            }
        });
    }

    private void failAll(Task task, List<HostRun> hosts, DeployException e, Cursor cursor) {
        for (HostRun host : hosts) {
            end.note(new Site(run, play, task, host, cursor), TaskOutcome.broken(e.diagnostic(), task.place()), false);
        }
    }

    private int throttle(Task task, HostRun host, Cursor cursor) {
        return task.keywords()
                .throttle()
                .map(raw -> run.templates().render(raw, new Site(run, play, task, host, cursor).scope()))
                .filter(com.foobar.deploy.value.IntValue.class::isInstance)
                .map(value ->
                        ((com.foobar.deploy.value.IntValue) value).number().intValue())
                .filter(limit -> limit > 0)
                .map(limit -> Math.min(limit, run.options().forks()))
                .orElse(run.options().forks());
    }

    /** A flag that cannot be evaluated counts as not set: the task itself then says what is wrong. */
    private boolean flag(Optional<Value> raw, Task task, HostRun host, Cursor cursor) {
        if (raw.isEmpty()) {
            return false;
        }
        try {
            return run.templates().test(raw.get(), new Site(run, play, task, host, cursor).scope());
        } catch (DeployException | FactsNeeded _) {
            return false;
        }
    }

    /** @return true where something was due from before */
    private boolean takeDue(HostRun host) {
        Set<Notifications.Due> due = host.due().takeFromBefore(play.name(), host.name());
        due.forEach(host.notifications()::addDue);
        return !due.isEmpty();
    }

    /**
     * What a host that has failed was notified of stays in its note, for the next run. The change that failed has notified
     * nobody. The note of a host that cannot be reached stays as it is.
     */
    private void settleDue(HostRun host, Handlers handlers) {
        if (host.condition() == HostRun.Condition.ACTIVE || host.condition() == HostRun.Condition.FAILED) {
            var due = new LinkedHashSet<>(handlers.open(host));
            due.addAll(host.notifications().stillDue());
            host.due().settle(play.name(), host.name(), due);
        }
    }

    /** A handler that flushes handlers has no effect: those that are due run behind it anyway. */
    void flushHandlers(List<HostRun> hosts, Cursor cursor) {
        if (run.options().mode().keepGoing()) {
            return;
        }
        List<HostRun> fresh = hosts.stream().filter(flushing::add).toList();
        try {
            var handlers = new Handlers(run, play);
            fresh.forEach(this::takeDue);
            // A handler of another user may be the first to read that user's note.
            do {
                new HandlerRunner(this, handlers).flush(fresh, cursor);
            } while (fresh.stream().filter(this::takeDue).count() > 0);
            if (!run.options().check()) {
                Threads.each(fresh, run.options().forks(), host -> settleDue(host, handlers));
            }
        } finally {
            fresh.forEach(flushing::remove);
        }
    }
}
