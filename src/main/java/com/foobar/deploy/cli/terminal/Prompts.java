package com.foobar.deploy.cli.terminal;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import java.io.Console;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the user; without a terminal that is an error. */
public final class Prompts {
    /** Keeps whatever draws on the terminal off it meanwhile. */
    public interface Screen {
        Secret aside(Supplier<Secret> question);
    }

    private static volatile Screen screenBeside = Supplier::get;

    private Prompts() {}

    /** The terminal is one, and so is what draws on it. */
    public static void beside(Screen screen) {
        screenBeside = screen;
    }

    /** In the middle of a run; empty where there is no terminal to ask. */
    public static Optional<Secret> ifAnybody(String prompt) {
        return Terminals.interactive() ? Optional.of(screenBeside.aside(() -> secret(prompt))) : Optional.empty();
    }

    public static Secret secret(String prompt) {
        char[] answer = console(prompt).readPassword("%s", prompt);
        return new Secret(answer == null ? "" : new String(answer));
    }

    public static String line(String prompt) {
        return Optional.ofNullable(console(prompt).readLine("%s", prompt)).orElse("");
    }

    private static Console console(String prompt) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw Diagnostic.of(ErrorCode.NEEDS_CONFIRMATION, "there is no terminal to ask `" + prompt.strip() + "` on")
                    .advise("give the answer by an option or a file")
                    .toException();
        }
        return console;
    }
}
