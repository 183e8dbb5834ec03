package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.TaskNode;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Conditions are expressions already. */
final class BracesInCondition implements Rule {
    private static final List<String> CONDITIONS = List.of("when", "changed_when", "failed_when", "until");
    private static final Pattern WHOLE =
            Pattern.compile("([\"'])\\{\\{\\s*((?:(?!\\}\\}|\\{\\{).)*?)\\s*\\}\\}\\1(?=\\s*(#.*)?$)");
    /** What means the same without quotes in YAML. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_][\\w.]*( (==|!=|>|<|>=|<=|is|in|and|or|not)?" + " ?[\\w.]+)*");

    @Override
    public String id() {
        return "braces-in-condition";
    }

    @Override
    public String about() {
        return "A condition is an expression already: braces evaluate its result once more.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.tasks()
                .flatMap(task -> CONDITIONS.stream()
                        .flatMap(name -> task.mapping().get(name).stream())
                        .flatMap(BracesInCondition::texts)
                        .filter(scalar -> scalar.value() instanceof TextValue text
                                && text.text().contains("{{"))
                        .map(scalar -> finding(task, scalar)));
    }

    private static Stream<YamlNode.Scalar> texts(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> Stream.of(scalar);
            case YamlNode.Sequence list -> list.items().stream().flatMap(BracesInCondition::texts);
            case YamlNode.Mapping _ -> Stream.of();
        };
    }

    private Finding finding(TaskNode task, YamlNode.Scalar scalar) {
        var finding = Finding.of(id(), scalar.place(), "a condition needs no `{{ }}`");
        Matcher whole = WHOLE.matcher(task.file().from(scalar.place()));
        boolean easy = whole.lookingAt() && PLAIN.matcher(whole.group(2)).matches();
        return easy
                ? finding.fixedBy(new Finding.Fix.Replace(scalar.place().column(), whole.group(), whole.group(2)))
                : finding;
    }
}
