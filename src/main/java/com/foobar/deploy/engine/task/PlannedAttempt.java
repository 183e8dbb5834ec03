package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.PlannedEffects;
import com.foobar.deploy.engine.prepared.PlanNeeds;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a plan, or a task with `check_mode`, makes of a decision: the change is predicted, or only looked at, and never made. */
final class PlannedAttempt {
    private final Site site;
    private final Scope scope;
    private final Asker asker;
    private final BecomeInPlan becoming;

    PlannedAttempt(Site site, Scope scope, Asker asker) {
        this.site = site;
        this.scope = scope;
        this.asker = asker;
        this.becoming = new BecomeInPlan(asker, site.cursor());
    }

    /** What the role says a plan should go on with, where the plan cannot find out. */
    Optional<TaskOutcome> stated() {
        return site.run().options().check() ? StatedResult.of(site, scope) : Optional.empty();
    }

    TaskOutcome unknown(ModuleResult result, String until) {
        return stated().orElseGet(
                        () -> TaskOutcome.of(Status.UNKNOWN, Results.of(result.values(), false, false), until));
    }

    /** What an earlier task of the plan may bring is not known; where none brings anything, it stays as it is. */
    TaskOutcome unknown(Decision.Unknown unknown, Certainty certainty) {
        boolean stays = certainty.equals(Certainty.SURE) && site.run().nothingPlanned();
        return unknown.otherwise()
                .filter(_ -> stays && stated().isEmpty())
                .map(why -> ChangeOutcome.failed(site, new Decision.Failed(why, unknown.result())))
                .orElseGet(() -> unknown(unknown.result(), unknown.until()));
    }

    /** No task before it makes it known: it is only checked, whatever the run is. */
    TaskOutcome neverKnown(Decision.Unknown unknown, Certainty certainty) {
        if (site.run().options().check() && unknown.otherwise().isPresent()) {
            return unknown(unknown, certainty);
        }
        return unknown.otherwise()
                .map(why -> ChangeOutcome.failed(site, new Decision.Failed(why, unknown.result())))
                .orElseGet(() -> onlyChecked(unknown.result()));
    }

    /** Asks; in a plan the host may refuse a user that an earlier task makes, which only matters to what is not decided yet. */
    Optional<TaskOutcome> ask(Prepared<?> prepared, Set<Question<?>> questions, boolean decided) {
        try {
            asker.ask(prepared, questions, site.cursor());
            return Optional.empty();
        } catch (DeployException refusal) {
            String by = becoming.assume(prepared, refusal).orElseThrow(() -> refusal);
            if (decided) {
                return Optional.empty();
            }
            if (!prepared.readsOnly()) {
                prepared.target()
                        .answers()
                        .effects()
                        .doubt(
                                becoming.doubts(prepared),
                                site.taskName(Map.of()).title());
            }
            return Optional.of(unknown(ModuleResult.EMPTY, by));
        }
    }

    /** Only looked at, in an apply as in a plan: it leaves nothing for later tasks. */
    TaskOutcome check(Prepared<?> prepared, Decision.Change change) {
        MapValue predicted = change.predicted().values();
        if (!prepared.supportsCheckMode()) {
            return onlyChecked(change.predicted());
        }
        boolean counts = ChangeOutcome.changedFlag(change.predicted());
        return TaskOutcome.of(counts ? Status.CHANGED : Status.OK, Results.of(predicted, counts, false), "")
                .withChanges(ChangeOutcome.described(change), change.diff());
    }

    static TaskOutcome onlyChecked(ModuleResult result) {
        return TaskOutcome.of(
                Status.SKIPPED,
                Results.of(result.values(), false, false).with("skipped", Value.of(true)),
                "`check_mode` is true");
    }

    TaskOutcome predict(Prepared<?> prepared, Decision.Change change) {
        Optional<TaskOutcome> stated = stated();
        String name = site.taskName(Map.of()).title();
        PlannedEffects effects = prepared.target().answers().effects();
        if (!becoming.isAssumed()) {
            PlanNeeds.ask(prepared, change.changes());
            Optional<String> removed = BecomeInPlan.removed(prepared);
            if (removed.isPresent()) {
                return ChangeOutcome.failed(site, new Decision.Failed(removed.get(), change.predicted()));
            }
        }
        for (HostChange one : change.changes()) {
            Optional<String> unmet = becoming.isAssumed() ? Optional.empty() : PlanNeeds.unmet(prepared.book(), one);
            if (unmet.isPresent()) {
                return ChangeOutcome.failed(
                        site, new Decision.Failed(one.describe() + " would fail: " + unmet.get(), change.predicted()));
            }
            effects.add(one, stated.isEmpty() ? one.doubts() : Doubted.NOTHING, name);
        }
        boolean open = stated.isEmpty() && !prepared.module().predictsResult();
        boolean counts = ChangeOutcome.changedFlag(change.predicted());
        MapValue result = Results.of(change.predicted().values(), counts, false);
        return stated.map(known -> known.withStatus(Status.CHANGED)
                        .withResult(Results.merged(result, known.result()).with("changed", Value.of(true))))
                .orElseGet(() -> TaskOutcome.of(counts ? Status.CHANGED : Status.OK, result, ""))
                .withChanges(ChangeOutcome.described(change), change.diff())
                .withDoubt(open ? Optional.of(name) : Optional.empty());
    }
}
