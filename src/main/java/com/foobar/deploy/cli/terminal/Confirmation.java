package com.foobar.deploy.cli.terminal;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The question before anything is changed: a name has to be typed, so that nobody changes another thing out of habit.
 *
 * @param name what has to be typed
 * @param question ends in what is confirmed, as in "Type the inventory's name, `lab`, to apply this"
 * @param ask shows a prompt and gives the line that was typed
 */
public record Confirmation(String name, String question, UnaryOperator<String> ask, PrintWriter out) {
    /**
     * Before an apply, for the inventory's name.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException NEEDS_CONFIRMATION, without a terminal
     */
    public static Confirmation of(List<String> sources, PrintWriter out) {
        requireTerminal("apply", "`foobar-deploy plan` shows what it would do");
        String name = nameOf(sources);
        return new Confirmation(name, "Type the inventory's name, `" + name + "`, to apply this", Prompts::line, out);
    }

    /**
     * Before a command that changes what one host is.
     *
     * @param purpose as in "promote it"
     * @throws com.foobar.deploy.diagnostic.DeployException NEEDS_CONFIRMATION, without a terminal
     */
    public static Confirmation ofHost(String command, String host, String purpose, PrintWriter out) {
        requireTerminal(command, "`foobar-deploy replication status` shows what the servers are");
        return new Confirmation(host, "Type the host's name, `" + host + "`, to " + purpose, Prompts::line, out);
    }

    private static void requireTerminal(String command, String look) {
        if (!Terminals.interactive()) {
            throw Diagnostic.of(
                            ErrorCode.NEEDS_CONFIRMATION,
                            command + " asks before it changes anything, and there is no terminal to ask on")
                    .advise("give --yes to " + command + " without being asked")
                    .advise(look)
                    .toException();
        }
    }

    /** The last part of the first source's path, as {@code lab} of {@code inventories/lab/}. */
    static String nameOf(List<String> sources) {
        String source = sources.getFirst().replaceFirst("/+$", "");
        return source.substring(source.lastIndexOf('/') + 1);
    }

    public boolean given() {
        out.flush();
        String typed = ask.apply(question + ": ");
        if (typed.strip().equals(name)) {
            return true;
        }
        say("declined: nothing was changed");
        return false;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }
}
