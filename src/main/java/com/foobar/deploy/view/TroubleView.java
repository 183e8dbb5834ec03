package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.CensoredFailure;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import java.io.PrintWriter;

/** Only warnings and failures: what is said on standard error while standard output has JSON lines. */
public final class TroubleView implements Event.Sink {
    private final PrintWriter err;
    private final Style style;

    public TroubleView(PrintWriter err, Style style) {
        this.err = err;
        this.style = style;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Warned warned) {
            say(WarningText.of(warned, style));
        } else if (event instanceof Event.Interrupted) {
            say(WarningText.INTERRUPTED + "\n");
        } else if (event instanceof Event.TaskFinished finished
                && (finished.outcome().status() == Status.FAILED
                        || finished.outcome().status() == Status.UNREACHABLE)) {
            say(finished.host() + "  " + finished.task().title() + "\n" + failure(finished));
        }
    }

    private String failure(Event.TaskFinished finished) {
        return finished.outcome()
                .failure()
                .map(why -> ErrorText.of(CensoredFailure.of(why, finished.censored()), style))
                .orElse("");
    }

    private void say(String text) {
        err.print(text);
        err.flush();
    }
}
