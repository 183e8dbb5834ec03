package com.foobar.deploy.engine.play;

import com.foobar.deploy.module.ControlEffect;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Waits for a time or for the user, who may not be there: without a terminal nobody is waited for. */
final class PauseConsole {
    private PauseConsole() {}

    static String pause(ControlEffect.Pause pause) {
        if (pause.time().isPresent()) {
            try {
                Thread.sleep(pause.time().get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return "";
        }
        System.err.print(pause.prompt().orElse("Press enter to continue") + ": ");
        System.err.flush();
        return pause.echo() ? line() : hidden(console);
    }

    private static String hidden(Console console) {
        return Optional.ofNullable(console.readPassword()).map(String::new).orElse("");
    }

    private static String line() {
        try {
            var reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return Optional.ofNullable(reader.readLine()).orElse("");
        } catch (IOException _) {
            return "";
        }
    }
}
