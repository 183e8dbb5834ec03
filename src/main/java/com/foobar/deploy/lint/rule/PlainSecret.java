package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Secrets that stand in a file for all to read. */
final class PlainSecret implements Rule {
    /** Whether something is done with passwords, as in sshd's {@code PasswordAuthentication}. */
    private static final Pattern SWITCH = Pattern.compile("(?i)yes|no|true|false|on|off");

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
                .flatMap(this::findings);
    }

    private Stream<Finding> findings(SourceFile file) {
        return file.mappings()
                .flatMap(mapping -> mapping.entries().stream())
                .filter(entry -> SecretNames.isSecret(entry.name()) && readable(file, entry.value()))
                .map(entry -> Finding.of(
                        id(),
                        entry.key().place(),
                        "`" + entry.name() + "` is a secret in clear text: `foobar-deploy vault encrypt-string --name "
                                + entry.name() + " --prompt`"));
    }

    /** The name makes every value secret here, so that only the file tells which ones are encrypted. */
    private static boolean readable(SourceFile file, YamlNode value) {
        return value instanceof YamlNode.Scalar scalar
                && scalar.value() instanceof TextValue text
                && !text.template()
                && !text.text().isBlank()
                && !SWITCH.matcher(text.text()).matches()
                && !file.from(scalar.place()).startsWith("!vault");
    }
}
