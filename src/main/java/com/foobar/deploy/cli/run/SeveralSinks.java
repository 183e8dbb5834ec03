package com.foobar.deploy.cli.run;

import com.foobar.deploy.engine.event.Event;
import java.util.List;

/** Tells several of what happens, in their order. */
public record SeveralSinks(List<Event.Sink> sinks) implements Event.Sink {
    public static SeveralSinks of(Event.Sink... sinks) {
        return new SeveralSinks(List.of(sinks));
    }

    @Override
    public void accept(Event event) {
        sinks.forEach(sink -> sink.accept(event));
    }
}
