package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.TaskNode;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Handlers that no task notifies. */
final class UnusedHandler implements Rule {
    @Override
    public String id() {
        return "unused-handler";
    }

    @Override
    public String about() {
        return "No task of the project notifies this handler.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        Set<String> notified = project.files().stream()
                .flatMap(file -> file.mappings())
                .flatMap(mapping -> mapping.get("notify").stream())
                .flatMap(UnusedHandler::texts)
                .collect(Collectors.toSet());
        if (notified.stream().anyMatch(name -> name.contains("{{"))) {
            return Stream.of(); // it may be any of them
        }
        return project.tasks()
                .filter(TaskNode::handler)
                .filter(handler -> handler.mapping().get("name").isPresent()
                        && names(handler).noneMatch(notified::contains))
                .map(handler -> Finding.of(
                        id(),
                        handler.mapping().place(),
                        "nothing notifies the handler `"
                                + names(handler).findFirst().orElse("") + "`"));
    }

    private static Stream<String> names(TaskNode handler) {
        return Stream.of("name", "listen")
                .flatMap(key -> handler.mapping().get(key).stream())
                .flatMap(UnusedHandler::texts);
    }

    /** A role's handler is also reached by {@code role : name}. */
    private static Stream<String> texts(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar
            when scalar.value() instanceof TextValue text ->
                Stream.of(text.text().replaceFirst("^.* : ", ""));
            case YamlNode.Scalar _, YamlNode.Mapping _ -> Stream.of();
            case YamlNode.Sequence list -> list.items().stream().flatMap(UnusedHandler::texts);
        };
    }
}
