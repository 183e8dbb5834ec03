package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.json.JsonEvents;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Events as JSON lines on standard output, flushed one by one: a version line first, the recap last. */
public final class JsonView implements Event.Sink {
    private final PrintWriter out;
    private final JsonEvents events;
    private final String toolVersion;

    public JsonView(PrintWriter out, InstantSource clock, String toolVersion) {
        this.out = out;
        this.events = new JsonEvents(clock);
        this.toolVersion = toolVersion;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.RunStarted) {
            print(events.version(toolVersion));
        }
        print(events.line(event));
    }

    /** A check of verify: {@code passed}, or why not. */
    void check(String area, String check, String host, String failure) {
        print(events.check(area, check, host, failure));
    }

    private void print(String line) {
        out.print(line + "\n");
        out.flush();
    }
}
