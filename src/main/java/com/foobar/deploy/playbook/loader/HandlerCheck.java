package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds notifications that reach no handler. Says nothing where includes of the run can bring handlers. */
final class HandlerCheck {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);

    private final List<String> names;

    private HandlerCheck(List<String> names) {
        this.names = names;
    }

    static void check(Reach reach) {
        if (!reach.complete()) {
            return;
        }
        var check = new HandlerCheck(reach.handlers().stream()
                .flatMap(handler -> names(handler).stream())
                .toList());
        var problems = new Problems();
        for (List<Task> all : List.of(reach.tasks(), reach.handlers())) {
            for (Task task : all) {
                task.notifies().forEach(name -> problems.collect(() -> check.check(name, task)));
            }
        }
        problems.refuse();
    }

    /** Every name that reaches the handler. */
    private static List<String> names(Task handler) {
        var names = new ArrayList<>(handler.listen());
        handler.name().map(String::valueOf).ifPresent(name -> {
            names.add(name);
            handler.roles().forEach(role -> names.add(role.name() + " : " + name));
        });
        return names;
    }

    private void check(Value notification, Task task) {
        if (!(notification instanceof TextValue text) || text.template() || reaches(text.text())) {
            return;
        }
        List<String> near = names.stream().filter(name -> !name.contains(" : ")).toList();
        var diagnostic = Diagnostic.of(
                        ErrorCode.UNKNOWN_HANDLER, "the notification `" + text + "` reaches no handler of the play")
                .at(text.place().orElse(task.place()))
                .suggest(text.text(), near);
        throw (near.isEmpty() ? diagnostic.advise("neither the play nor its roles have handlers") : diagnostic)
                .toException();
    }

    private boolean reaches(String notification) {
        return names.stream().anyMatch(name -> name.equals(notification) || matches(name, notification));
    }

    /** A name with templates in it may become anything that has its other parts. */
    private static boolean matches(String name, String notification) {
        if (!name.contains("{{") && !name.contains("{%")) {
            return false;
        }
        String pattern = TEMPLATE.splitAsStream(name + " ")
                .map(part -> Pattern.quote(part))
                .collect(Collectors.joining(".*"));
        return (notification + " ").matches("(?s)" + pattern);
    }
}
