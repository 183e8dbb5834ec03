package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Booleans that only YAML 1.1 takes for such. */
final class Truthy implements Rule {
    private static final Pattern WRITTEN =
            Pattern.compile("(yes|no|on|off|y|n)(?=\\s|$|[,}\\]])", Pattern.CASE_INSENSITIVE);

    @Override
    public String id() {
        return "truthy";
    }

    @Override
    public String about() {
        return "`yes`, `no`, `on` and `off` are booleans to some readers of YAML and strings to others.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.files().stream()
                .flatMap(file -> file.scalars()
                        .filter(scalar -> scalar.value() instanceof BoolValue)
                        .flatMap(scalar -> finding(file, scalar)));
    }

    private Stream<Finding> finding(SourceFile file, YamlNode.Scalar scalar) {
        Matcher written = WRITTEN.matcher(file.from(scalar.place()));
        if (!written.lookingAt()) {
            return Stream.of();
        }
        String plain = String.valueOf(((BoolValue) scalar.value()).flag());
        return Stream.of(Finding.of(id(), scalar.place(), "write `" + plain + "` for `" + written.group() + "`")
                .fixedBy(new Finding.Fix.Replace(scalar.place().column(), written.group(), plain)));
    }
}
