package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.TaskNode;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Modes of files that YAML reads as numbers. */
final class OctalMode implements Rule {
    private static final Set<String> MODES = Set.of("mode", "directory_mode");
    private static final Pattern OCTAL = Pattern.compile("0o?([0-7]{3,4})(?=\\s|$|[,}])");

    @Override
    public String id() {
        return "octal-mode";
    }

    @Override
    public String about() {
        return "A mode without quotes is a number: `0644` is read as octal, and `644` as another mode altogether.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.tasks()
                .flatMap(task -> MODES.stream()
                        .flatMap(name -> task.argument(name).stream())
                        .filter(node -> node instanceof YamlNode.Scalar scalar && scalar.value() instanceof IntValue)
                        .map(node -> finding(task, node)));
    }

    private Finding finding(TaskNode task, YamlNode node) {
        Matcher written = OCTAL.matcher(task.file().from(node.place()));
        if (written.lookingAt()) {
            return Finding.of(id(), node.place(), "put the mode in quotes: it is read as a number")
                    .fixedBy(new Finding.Fix.Replace(
                            node.place().column(), written.group(), "\"0" + written.group(1) + "\""));
        }
        // What is written as decimal may have been meant so: nobody but the author knows.
        return Finding.of(
                id(),
                node.place(),
                "`" + PythonText.str(node.toValue())
                        + "` is read as a decimal number: write the mode as octal digits in quotes");
    }
}
