package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The question before an apply: the inventory's name has to be typed, so that nobody applies to another one out of habit.
 *
 * @param ask shows a prompt and gives the line that was typed
 */
record Confirmation(String inventory, UnaryOperator<String> ask, PrintWriter out) {
    /** @throws com.foobar.deploy.diagnostic.DeployException NEEDS_CONFIRMATION, where nobody can be asked */
    static Confirmation of(List<String> sources, PrintWriter out) {
        if (!Terminals.interactive()) {
            throw Diagnostic.of(
                            ErrorCode.NEEDS_CONFIRMATION,
                            "apply asks before it changes anything, and there is no terminal to ask on")
                    .advise("give --yes to apply without being asked")
                    .advise("`foobar-deploy plan` shows what it would do")
                    .toException();
        }
        return new Confirmation(nameOf(sources), Prompts::line, out);
    }

    /** The last part of the first source's path, as {@code lab} of {@code inventories/lab/}. */
    static String nameOf(List<String> sources) {
        String source = sources.getFirst().replaceFirst("/+$", "");
        return source.substring(source.lastIndexOf('/') + 1);
    }

    boolean given() {
        out.flush();
        String typed = ask.apply("Type the inventory's name, `" + inventory + "`, to apply this: ");
        if (typed.strip().equals(inventory)) {
            return true;
        }
        say("declined: nothing was changed");
        return false;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }
}
