package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.option.Version;
import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.cli.terminal.TerminalSize;
import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.view.JsonView;
import com.foobar.deploy.view.LiveView;
import com.foobar.deploy.view.PlainView;
import com.foobar.deploy.view.Style;
import com.foobar.deploy.view.Ticker;
import com.foobar.deploy.view.TroubleView;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;

/** The view that fits the terminal and the flags. */
public final class RunReporter {
    private RunReporter() {}

    /** With JSON lines on standard output, warnings and failures go to standard error in words. */
    public static Event.Sink view(CommandLine commandLine, RunFlags flags) {
        if (!flags.json()) {
            return text(commandLine.getOut(), flags);
        }
        Event.Sink json = json(commandLine.getOut());
        Event.Sink words =
                new TroubleView(commandLine.getErr(), Style.of(System.getenv(), Terminals.errorIsTerminal()));
        return event -> {
            json.accept(event);
            words.accept(event);
        };
    }

    /** Of the plan that apply shows before it asks: in words, whatever the form of the apply is. */
    static Event.Sink beforehand(CommandLine commandLine, RunFlags flags) {
        return text(flags.json() ? commandLine.getErr() : commandLine.getOut(), flags);
    }

    static JsonView json(PrintWriter out) {
        return new JsonView(out, InstantSource.system(), Version.number());
    }

    private static Event.Sink text(PrintWriter out, RunFlags flags) {
        Map<String, String> environment = System.getenv();
        boolean terminal = Terminals.interactive();
        var style = Style.of(environment, terminal);
        if (terminal && !flags.quiet() && TerminalSize.capable(environment)) {
            var live = new LiveView(
                    out,
                    style,
                    TerminalSize.watch(environment),
                    flags.verbosity(),
                    flags.diff(),
                    System::nanoTime,
                    Ticker.every(Duration.ofMillis(100)));
            Prompts.beside(live::aside);
            return live;
        }
        return new PlainView(
                out, style, flags.verbosity(), flags.diff(), System::nanoTime, Ticker.every(Duration.ofSeconds(1)));
    }
}
