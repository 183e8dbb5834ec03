package com.foobar.deploy.engine.event;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.KnownSecrets;
import com.foobar.deploy.value.MapValue;

/** Masks what hosts print of the secrets they were given, before any view, record or report sees it. */
public final class MaskedEvents {
    private final KnownSecrets secrets;

    public MaskedEvents(KnownSecrets secrets) {
        this.secrets = secrets;
    }

    public Event masked(Event event) {
        if (secrets.isEmpty()) {
            return event;
        }
        return switch (event) {
            case Event.TaskFinished finished ->
                new Event.TaskFinished(
                        finished.task(), finished.host(), masked(finished.outcome()), finished.censored());
            case Event.Output output -> new Event.Output(output.task(), output.host(), secrets.masked(output.text()));
            case Event.Said said -> new Event.Said(said.host(), secrets.masked(said.message()));
            case Event.Warned warned -> new Event.Warned(secrets.masked(warned.message()), warned.place());
            case Event.Unreachable lost -> new Event.Unreachable(lost.host(), masked(lost.why()));
            default -> event;
        };
    }

    private TaskOutcome masked(TaskOutcome outcome) {
        return new TaskOutcome(
                outcome.status(),
                secrets.masked(outcome.result()) instanceof MapValue map ? map : MapValue.EMPTY,
                new TaskOutcome.Explanation(
                        secrets.masked(outcome.reason()),
                        outcome.changes().stream().map(secrets::masked).toList(),
                        outcome.diff()
                                .map(diff -> new Diff(
                                        secrets.masked(diff.header()),
                                        secrets.masked(diff.before()),
                                        secrets.masked(diff.after()))),
                        outcome.doubt()),
                outcome.failure().map(this::masked),
                outcome.item().map(secrets::masked),
                outcome.effects(),
                outcome.items().stream().map(this::masked).toList());
    }

    private Diagnostic masked(Diagnostic why) {
        return new Diagnostic(
                why.code(),
                secrets.masked(why.message()),
                why.place(),
                why.advice().stream().map(secrets::masked).toList(),
                why.state());
    }
}
