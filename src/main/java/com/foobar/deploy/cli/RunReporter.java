package com.foobar.deploy.cli;

import com.foobar.deploy.engine.Event;
import com.foobar.deploy.view.PlainView;
import com.foobar.deploy.view.Style;
import java.io.PrintWriter;

/** The view that fits the terminal and the flags. */
final class RunReporter {
    private RunReporter() {}

    static Event.Sink view(PrintWriter out, RunFlags flags) {
        return new PlainView(out, Style.of(System.getenv(), Terminals.interactive()), flags.verbosity(), flags.diff());
    }
}
