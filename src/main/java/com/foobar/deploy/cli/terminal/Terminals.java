package com.foobar.deploy.cli.terminal;

import java.io.Console;

/** Whether anybody sees what is printed, or can answer. */
public final class Terminals {
    private Terminals() {}

    /** JDK 22 and later give a console without a terminal too. */
    public static boolean interactive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    public static boolean errorIsTerminal() {
        return interactive();
    }
}
