package com.foobar.deploy.cli.run;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.view.TerminalText;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** {@code --step}: asks before each task. */
public final class StepPrompt implements Predicate<Event.TaskName> {
    private final UnaryOperator<String> ask;
    private volatile boolean always;

    /** @param ask shows a prompt and gives the line that was typed */
    public StepPrompt(UnaryOperator<String> ask) {
        this.ask = ask;
    }

    /** Whether the task is to run; one that is left out is left out on all hosts. */
    @Override
    public boolean test(Event.TaskName task) {
        if (always) {
            return true;
        }
        String prompt = "run `" + TerminalText.of(task.title()) + "`? (y)es, (n)o, (c)ontinue without asking: ";
        while (true) {
            switch (ask.apply(prompt).strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no", "" -> {
                    return false;
                }
                case "c", "continue" -> {
                    always = true;
                    return true;
                }
                default -> {} // asked again
            }
        }
    }
}
