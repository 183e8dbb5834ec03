package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.event.Timings;
import com.foobar.deploy.engine.handler.DueBeforeChange;
import com.foobar.deploy.engine.host.AnswerBook;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.prepared.TaskConditions;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One attempt at a task on a host, or at an item of its loop: ask until a decision can be made, then make the changes, or predict them. */
final class Attempt {
    /** No decision needs more reading passes; a module that asks for ever is a defect. */
    private static final int MOST_PASSES = 60;

    private final Site site;
    private final Scope scope;
    private final WatchedScope watched;
    private final Asker asker;
    private final Settling settling;
    private final PlannedAttempt planned;
    private Set<Question<?>> used = Set.of();
    private Optional<String> answersDoubt = Optional.empty();
    private Optional<String> conditionDoubt = Optional.empty();

    Attempt(Site site, Map<String, Value> loopVariables, Asker asker) {
        this.site = site;
        this.asker = asker;
        this.settling = new Settling(site.run());
        this.watched = new WatchedScope(
                site.scope().with(loopVariables), site.host().variables().doubtful());
        this.scope = watched;
        this.planned = new PlannedAttempt(site, watched, asker);
    }

    Scope scope() {
        return scope;
    }

    /** Runs it; every failure is an outcome. */
    TaskOutcome run() {
        try {
            return decideAndAct(0);
        } catch (DeployException e) {
            return doubted(e).orElseGet(() -> TaskOutcome.broken(e.diagnostic(), placeOf(e.diagnostic())));
        }
    }

    /** In a plan, what fails on values or answers that are not sure may well succeed in the run. */
    private Optional<TaskOutcome> doubted(DeployException failure) {
        boolean check = site.run().options().check();
        boolean unreachable = failure.diagnostic().code().exit() == ExitCode.HOSTS_UNREACHABLE;
        return watched.doubt()
                .or(() -> answersDoubt)
                .filter(_ -> check && !unreachable)
                .map(doubt -> planned.stated()
                        .orElseGet(
                                () -> TaskOutcome.of(Status.UNKNOWN, Results.of(MapValue.EMPTY, false, false), doubt)));
    }

    /** A file that is not there is told where its name stands. */
    private Place placeOf(Diagnostic diagnostic) {
        return Optional.of(diagnostic.code())
                .filter(code -> code == ErrorCode.SOURCE_NOT_FOUND)
                .flatMap(_ -> site.task().arguments().find("src"))
                .flatMap(src -> src instanceof TextValue text ? text.place() : Optional.empty())
                .orElse(site.task().place());
    }

    private TaskOutcome decideAndAct(int timesStale) {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            try {
                Optional<Value> unmet = TaskConditions.firstFalse(site, scope);
                conditionDoubt = watched.doubt();
                if (unmet.isPresent()) {
                    return skipped(String.valueOf(unmet.get()));
                }
                return act(Prepared.of(site, scope), timesStale);
            } catch (FactsNeeded needed) {
                asker.gather(needed.host(), site);
            }
        }
        throw Diagnostic.of(ErrorCode.INTERNAL, "the facts that `" + site.task().module() + "` needs never come")
                .toException();
    }

    private TaskOutcome skipped(String condition) {
        TaskOutcome outcome = TaskOutcome.of(Status.SKIPPED, Results.skipped(condition), condition);
        return watched.doubt().map(doubt -> conditional(outcome, doubt)).orElse(outcome);
    }

    private static TaskOutcome conditional(TaskOutcome outcome, String doubt) {
        return outcome.withStatus(Status.CONDITIONAL).withReason(doubt);
    }

    private TaskOutcome act(Prepared<?> prepared, int timesStale) {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            var answers = prepared.book().recording();
            boolean decided = false;
            try {
                synchronized (turn(prepared)) {
                    Decision decision = prepared.decide(answers);
                    decided = true;
                    used = answers.used();
                    if (!settling.mayPass(decision)) {
                        return carryOut(prepared, decision, answers, timesStale);
                    }
                }
                forgetAnswers();
                settling.pause();
            } catch (UnansweredException unanswered) {
                Optional<TaskOutcome> notAsked = planned.ask(prepared, unanswered.questions(), decided);
                if (notAsked.isPresent()) {
                    return notAsked.get();
                }
            } finally {
                answersDoubt = answers.doubt();
            }
        }
        throw Diagnostic.of(ErrorCode.INTERNAL, "module `" + site.task().module() + "` asks without end")
                .toException();
    }

    /**
     * In a plan, hosts that delegate a task to the same host decide one after the other, so that each sees what the others
     * would have changed. In an apply the change itself finds out ({@link HostChange#STALE}).
     */
    private Object turn(Prepared<?> prepared) {
        return prepared.context().checkMode() ? prepared.target().answers().effects() : this;
    }

    private TaskOutcome carryOut(
            Prepared<?> prepared, Decision decision, AnswerBook.Recording answers, int timesStale) {
        // Before the change leaves its own doubts.
        Certainty certainty = Certainty.of(prepared, decision, conditionDoubt, watched.doubt(), answers.doubt());
        TaskOutcome outcome = switch (decision) {
            case Decision.Unchanged desired ->
                TaskOutcome.of(Status.OK, Results.of(desired.result().values(), false, false), desired.reason());
            case Decision.Skipped skipped ->
                TaskOutcome.of(
                        Status.SKIPPED,
                        Results.of(skipped.result().values(), false, false).with("skipped", Value.of(true)),
                        skipped.reason());
            case Decision.Failed failed ->
                certainty.status().isPresent()
                        ? planned.unknown(failed.result(), certainty.status().get())
                        : ChangeOutcome.failed(site, failed);
            case Decision.Unknown unknown ->
                site.checksAlways(scope) ? planned.neverKnown(unknown, certainty) : planned.unknown(unknown, certainty);
            case Decision.Control control -> control(prepared, control);
            case Decision.Change change ->
                !prepared.context().checkMode()
                        ? change(prepared, change, timesStale)
                        : site.checksAlways(scope)
                                ? planned.check(prepared, change)
                                : planned.predict(prepared, change);
        };
        if (isStated(outcome)) {
            return outcome;
        }
        outcome = outcome.withDoubt(outcome.doubt().or(certainty::result));
        boolean depends =
                outcome.status() != Status.UNKNOWN && certainty.status().isPresent();
        return depends ? conditional(outcome, certainty.status().get()) : outcome;
    }

    private boolean isStated(TaskOutcome outcome) {
        return outcome.reason().equals(StatedResult.REASON);
    }

    private TaskOutcome control(Prepared<?> prepared, Decision.Control control) {
        for (ControlEffect effect : control.effects()) {
            if (effect instanceof ControlEffect.AwaitConnection desired) {
                Optional<String> problem = new Reconnection(asker, prepared).await(desired);
                if (problem.isPresent()) {
                    return ChangeOutcome.failed(site, new Decision.Failed(problem.get(), control.result()));
                }
            }
            Optional<String> refused = refusal(effect);
            if (refused.isPresent()) {
                return ChangeOutcome.failed(site, new Decision.Failed(refused.get(), control.result()));
            }
        }
        return TaskOutcome.of(
                        control.changed() ? Status.CHANGED : Status.OK,
                        Results.of(control.result().values(), control.changed(), false),
                        "")
                .withEffects(control.effects());
    }

    /** A name that cannot be a host's or a group's fails its task: afterwards it would end the whole run. */
    private Optional<String> refusal(ControlEffect effect) {
        Inventory inventory = site.run().inventory();
        return switch (effect) {
            case ControlEffect.AddHost added ->
                inventory.refusal(added.name(), added.groups()).map(Diagnostic::message);
            case ControlEffect.GroupBy by ->
                inventory.groupRefusal(by.group(), by.parents()).map(Diagnostic::message);
            default -> Optional.empty();
        };
    }

    private TaskOutcome change(Prepared<?> prepared, Decision.Change change, int timesStale) {
        HostConnection connection = asker.connectToChange(prepared.target(), prepared.settings(), prepared.become());
        ChangeMaker.Made made;
        try {
            var maker = new ChangeMaker(connection, prepared.become(), timeout(), TaskProgress.of(site, scope));
            List<HostChange> changes = change.changes();
            new DueBeforeChange(site, scope).note(prepared, connection, changes);
            made = site.run()
                    .timings()
                    .measure(
                            Optional.of(prepared.target().name()),
                            Timings.Phase.CHANGE,
                            changes.size(),
                            () -> maker.make(changes));
        } finally {
            forget(prepared.target(), change.changes());
        }
        warnOfDropped(made);
        if (made.stale()) {
            return decideAgain(timesStale, made);
        }
        return ChangeOutcome.of(site, change, made);
    }

    /** The task's own bound; zero is none. */
    private Optional<Duration> timeout() {
        return site.task()
                .keywords()
                .timeout()
                .map(raw -> Attempts.seconds(site.run().templates().render(raw, scope)))
                .filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
    }

    private void warnOfDropped(ChangeMaker.Made made) {
        long dropped = made.outcomes().stream()
                .mapToLong(outcome -> outcome.droppedOut() + outcome.droppedErr())
                .sum();
        if (dropped > 0) {
            String message = "`%s`: the output was longer than %d MB; %d bytes more are not kept"
                    .formatted(site.host().name(), ChangeMaker.OUTPUT_LIMIT >> 20, dropped);
            site.run().tell(new Event.Warned(message, Optional.of(site.task().place())));
        }
    }

    private TaskOutcome decideAgain(int timesStale, ChangeMaker.Made made) {
        if (timesStale == 0) {
            return decideAndAct(1);
        }
        String seen = made.outcomes().get(made.failed()).errorText().strip();
        throw Diagnostic.of(ErrorCode.STATE_MOVED, "something else changes this on the host at the same time: " + seen)
                .advise("find out what else manages it, then run again")
                .toException();
    }

    /** What the changes can have touched is read again, here and, as far as the network shows it, everywhere. */
    private void forget(HostRun target, List<HostChange> changes) {
        for (HostChange change : changes) {
            target.answers().drop(change.touched());
            target.answers().effects().made(change);
        }
        site.run().hosts().forEach(host -> host.answers().dropNetwork());
    }

    /** Drops what the decision was made from, so that a retry asks anew. */
    void forgetAnswers() {
        site.run().hosts().forEach(host -> host.answers().forget(used));
    }
}
