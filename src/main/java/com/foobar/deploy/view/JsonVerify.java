package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import org.jspecify.annotations.Nullable;

/** A verify run as JSON lines: its events, then a line for each check and host, and the recap last. */
public final class JsonVerify implements Event.Sink {
    private final JsonView view;
    private Event.@Nullable RunFinished recap;

    public JsonVerify(JsonView view) {
        this.view = view;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.RunFinished finished) {
            recap = finished;
        } else {
            view.accept(event);
        }
    }

    /** Tells the table's checks, then the recap that was held back. */
    public void finish(VerifyTable table) {
        table.each(view::check);
        if (recap != null) {
            view.accept(recap);
        }
    }
}
