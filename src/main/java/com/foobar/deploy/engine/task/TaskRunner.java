package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.LoopItems;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.prepared.TaskConditions;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Loop;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a task on one host, or each item of its loop. */
public final class TaskRunner {
    private final Site site;
    private final Asker asker;
    private final Judge judge;
    private final Attempts attempts;
    private final TaskEnd end;

    public TaskRunner(Site site, Asker asker, TaskEnd end) {
        this.site = site;
        this.asker = asker;
        this.judge = new Judge(site);
        this.attempts = new Attempts(site, asker, judge);
        this.end = end;
    }

    public TaskOutcome run() {
        return new LoopItems(site).looping() ? loop() : item(Map.of());
    }

    private TaskOutcome loop() {
        var loop = new LoopItems(site);
        List<Map<String, Value>> items;
        try {
            items = itemsOf(loop);
        } catch (DeployException e) {
            return loopFailed(e.diagnostic());
        }
        var outcomes = new ArrayList<TaskOutcome>();
        for (Map<String, Value> variables : items) {
            TaskOutcome outcome = itemOutcome(loop, variables);
            outcomes.add(outcome);
            end.item(site, outcome);
            if (outcome.status() == Status.UNREACHABLE || outcome.isLocked() || breaks(variables, outcome)) {
                break;
            }
            pause();
        }
        return summary(outcomes);
    }

    private TaskOutcome loopFailed(Diagnostic diagnostic) {
        if (site.run().options().check() && !site.host().variables().doubtful().isEmpty()) {
            String doubt = site.host()
                    .variables()
                    .doubtful()
                    .values()
                    .iterator()
                    .next()
                    .reason();
            return TaskOutcome.of(Status.UNKNOWN, Results.skipped("loop"), doubt);
        }
        return TaskOutcome.broken(diagnostic, site.task().place());
    }

    /** Facts that the loop's list needs are gathered first. A condition that fails without the item skips the list. */
    private List<Map<String, Value>> itemsOf(LoopItems loop) {
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
            return !TaskConditions.hold(site, site.scope());
        } catch (DeployException _) {
            return false;
        }
    }

    private TaskOutcome item(Map<String, Value> variables) {
        TaskOutcome outcome = attempts.run(variables);
        HostRun owner = factsOf(variables);
        doubtFacts(owner, outcome);
        return owner == site.host() ? outcome : outcome.withEffects(Learned.delegated(outcome.effects(), owner.name()));
    }

    /** Where that cannot be told, the task itself has failed or is not sure. */
    private HostRun factsOf(Map<String, Value> variables) {
        try {
            return site.factsOf(site.scope().with(variables));
        } catch (DeployException | FactsNeeded _) {
            return site.host();
        }
    }

    /** In a plan: what is set depends on what the task depends on. A task that is skipped for sure leaves all as it was. */
    private void doubtFacts(HostRun owner, TaskOutcome outcome) {
        if (site.shortModule().equals("set_fact") && outcome.status() != Status.SKIPPED) {
            site.task()
                    .arguments()
                    .strings()
                    .keySet()
                    .forEach(name -> owner.variables().doubtful(name, doubtOf(outcome), true));
            return;
        }
        for (ControlEffect effect : outcome.effects()) {
            if (effect instanceof ControlEffect.HostFacts(Map<String, Value> facts)) {
                facts.keySet().forEach(name -> {
                    owner.variables().doubtful(WatchedScope.FACT + name, doubtOf(outcome), true);
                    owner.variables().doubtful("ansible_" + name, doubtOf(outcome), true);
                });
            } else if (effect instanceof ControlEffect.SetFacts(Map<String, Value> facts)) {
                facts.keySet().forEach(name -> owner.variables().doubtful(name, doubtOf(outcome), true));
            }
        }
    }

    static boolean isOpen(TaskOutcome outcome) {
        return outcome.status() == Status.CONDITIONAL || outcome.status() == Status.UNKNOWN;
    }

    static Optional<String> doubtOf(TaskOutcome outcome) {
        return isOpen(outcome) ? Optional.of(outcome.reason()) : outcome.doubt();
    }

    private TaskOutcome itemOutcome(LoopItems loop, Map<String, Value> variables) {
        TaskOutcome outcome = item(variables);
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
                        .test(condition.get(), judge.withResult(site.scope().with(variables), outcome));
    }

    private void pause() {
        site.task()
                .loop()
                .flatMap(Loop::pause)
                .map(value -> site.run().templates().render(value, site.scope()))
                .ifPresent(seconds -> Attempts.sleep(Attempts.seconds(seconds)));
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
}
