package com.foobar.deploy.view;

import com.foobar.deploy.engine.Event;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Events as JSON lines on standard output, flushed one by one: a version line first, the recap last. */
public final class JsonView implements Event.Sink {
    private final PrintWriter out;
    private final JsonEvents events;

    public JsonView(PrintWriter out, InstantSource clock, String toolVersion) {
        this.out = out;
        this.events = new JsonEvents(clock);
        print(events.version(toolVersion));
    }

    @Override
    public void accept(Event event) {
        print(events.line(event));
    }

    private void print(String line) {
        out.print(line + "\n");
        out.flush();
    }
}
