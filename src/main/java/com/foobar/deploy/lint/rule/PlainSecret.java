package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.stream.Stream;

/** Secrets that stand in a file for all to read. */
final class PlainSecret implements Rule {
    @Override
    public String id() {
        return "plain-secret";
    }

    @Override
    public String about() {
        return "A name says password, token or secret, and its value stands in the file as clear text.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.files().stream()
                .filter(file -> file.kind() != SourceFile.Kind.TEMPLATE)
                .flatMap(SourceFile::mappings)
                .flatMap(mapping -> mapping.entries().stream())
                .filter(entry -> SecretNames.isSecret(entry.name()) && readable(entry.value()))
                .map(entry -> Finding.of(
                        id(),
                        entry.key().place(),
                        "`" + entry.name() + "` is a secret in clear text: `foobar-deploy vault encrypt-string --name "
                                + entry.name() + " --prompt`"));
    }

    private static boolean readable(YamlNode value) {
        return value instanceof YamlNode.Scalar scalar
                && switch (scalar.value()) {
                    case TextValue text ->
                        !text.secret() && !text.template() && !text.text().isBlank();
                    case IntValue _ -> true;
                    default -> false;
                };
    }
}
