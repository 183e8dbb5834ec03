package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tags that select an include and nothing in it. */
final class IncludeTags implements Rule {
    private static final Set<String> INCLUDES = Set.of("include_tasks", "include_role");
    private static final Set<String> SPECIAL = Set.of("always", "never", "all", "tagged", "untagged");

    @Override
    public String id() {
        return "unreachable-tag";
    }

    @Override
    public String about() {
        return "A tag of an include is for the include alone: `--tags` then runs it, and skips every task in it.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.tasks()
                .filter(task -> INCLUDES.contains(task.moduleName()))
                .filter(task -> task.argument("apply").isEmpty())
                .flatMap(task -> task.mapping().get("tags").stream()
                        .filter(IncludeTags::selects)
                        .map(tags -> Finding.of(
                                id(),
                                tags.place(),
                                "these tags do not reach the tasks of the include: give them with `apply: { tags: ... }`"
                                        + " too, or import it")));
    }

    private static boolean selects(YamlNode tags) {
        List<Value> values = tags instanceof YamlNode.Sequence list
                ? list.items().stream().map(YamlNode::toValue).toList()
                : List.of(tags.toValue());
        return values.stream().anyMatch(value -> value instanceof TextValue text && !SPECIAL.contains(text.text()));
    }
}
