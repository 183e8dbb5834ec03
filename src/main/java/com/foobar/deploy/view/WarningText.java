package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;

/** Warnings as people read them. */
final class WarningText {
    static final String INTERRUPTED = "interrupted: what runs is finished; Ctrl-C again stops at once";

    private WarningText() {}

    static String of(Event.Warned warned, Style style) {
        return style.yellow("warning") + ": " + TerminalText.of(warned.message())
                + warned.place().map(place -> " (" + place + ")").orElse("") + "\n";
    }
}
