package com.foobar.deploy.cli;

import java.io.Console;

/** Whether anybody sees what is printed, or can answer. */
final class Terminals {
    private Terminals() {}

    /** JDK 22 and later give a console without a terminal too. */
    static boolean interactive() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static boolean errorIsTerminal() {
        return interactive();
    }
}
