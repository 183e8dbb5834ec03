package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.TaskNode;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.stream.Stream;

/** The older way to loop. */
final class WithItems implements Rule {
    private static final String OLD = "with_items";

    @Override
    public String id() {
        return "with-items";
    }

    @Override
    public String about() {
        return "`loop` says the same as `with_items`, without opening lists within the list.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.tasks()
                .flatMap(task -> task.mapping().entry(OLD).stream().map(entry -> finding(task, entry)));
    }

    private Finding finding(TaskNode task, YamlNode.Entry entry) {
        var finding = Finding.of(id(), entry.key().place(), "write `loop` for `with_items`");
        boolean asWritten = task.file().from(entry.key().place()).startsWith(OLD + ":");
        return flat(entry.value()) && asWritten
                ? finding.fixedBy(new Finding.Fix.Replace(entry.key().place().column(), OLD, "loop"))
                : finding;
    }

    /** Lists within the list, and templates that may be such, mean another thing to {@code loop}. */
    private static boolean flat(YamlNode node) {
        return node instanceof YamlNode.Sequence list
                && list.items().stream()
                        .noneMatch(item -> item instanceof YamlNode.Sequence
                                || item instanceof YamlNode.Scalar scalar
                                        && scalar.value() instanceof TextValue text
                                        && text.template());
    }
}
