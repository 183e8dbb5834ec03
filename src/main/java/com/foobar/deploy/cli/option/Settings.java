package com.foobar.deploy.cli.option;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults for options out of settings files: {@code foobar-deploy.yml} of the project, then the user's. A flag wins over
 * the environment, that over the project's file, that over the user's.
 */
public final class Settings implements IDefaultValueProvider {
    /** A setting, the option it is the default of, and the environment variable that wins over it. */
    public record Setting(String name, String option, String variable, String fallback) {}

    /** A value with where it comes from. */
    public record Origin(String value, String from) {}

    public static final List<Setting> ALL = List.of(
            new Setting("inventory", "--inventory", "ANSIBLE_INVENTORY", "inventories/production"),
            new Setting("forks", "--forks", "ANSIBLE_FORKS", "50"),
            new Setting("roles_path", "--roles-path", "ANSIBLE_ROLES_PATH", "roles beside the playbook"),
            new Setting("vault_password_file", "--vault-password-file", "ANSIBLE_VAULT_PASSWORD_FILE", "none"),
            new Setting(
                    "connection_password_file",
                    "--connection-password-file",
                    "ANSIBLE_CONNECTION_PASSWORD_FILE",
                    "none"),
            new Setting("become_password_file", "--become-password-file", "ANSIBLE_BECOME_PASSWORD_FILE", "none"),
            new Setting("user", "--user", "ANSIBLE_REMOTE_USER", "ansible_user, the SSH configuration, or your own"),
            new Setting("timeout", "--timeout", "ANSIBLE_TIMEOUT", "10"),
            new Setting("output", "--output", "", "text"));

    private final List<Path> files;

    public Settings() {
        this(List.of(
                Path.of("foobar-deploy.yml"),
                Path.of(System.getProperty("user.home"), ".config", "foobar-deploy", "config.yml")));
    }

    /** @param files the stronger first; those that are not there count as empty */
    public Settings(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || isAnother(option) || isNeverMeant(option)) {
            return null;
        }
        return ALL.stream()
                .filter(setting -> List.of(option.names()).contains(setting.option()))
                .filter(setting -> System.getenv(setting.variable()) == null)
                .flatMap(setting -> inFiles(setting).stream())
                .map(Origin::value)
                .findFirst()
                .orElse(null);
    }

    /** Of commands that run nothing on hosts, {@code --output} and the like mean something else. */
    private static boolean isAnother(OptionSpec option) {
        boolean common = List.of(option.names()).contains("--inventory")
                || List.of(option.names()).contains("--vault-password-file");
        return !common && option.command() != null && option.command().findOption("--connection") == null;
    }

    /** A drill breaks the hosts of an inventory only where the command line names it. */
    private static boolean isNeverMeant(OptionSpec option) {
        return List.of(option.names()).contains("--inventory")
                && option.command() != null
                && option.command().findOption("--i-know") != null;
    }

    /** What would hold without a flag. */
    public Origin origin(Setting setting) {
        String environment = System.getenv(setting.variable());
        if (environment != null) {
            return new Origin(environment, "environment: " + setting.variable());
        }
        return inFiles(setting).orElse(new Origin(setting.fallback(), "default"));
    }

    private Optional<Origin> inFiles(Setting setting) {
        for (Path file : files) {
            String value = read(file).get(setting.name());
            if (value != null) {
                return Optional.of(new Origin(value, file.toString()));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> read(Path file) {
        var values = new LinkedHashMap<String, String>();
        if (!Files.isRegularFile(file)) {
            return values;
        }
        checkTrust(file);
        Optional<YamlNode> root = new YamlFile(VaultReader.NONE).read(file);
        if (root.isPresent() && root.get() instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> values.put(
                            known(entry), PythonText.str(entry.value().toValue())));
        }
        return values;
    }

    /** Whoever may change the file decides what the tool does: it is read only where that is nobody else. */
    private static void checkTrust(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        for (Path path : List.of(file, folder)) {
            if (othersMayWrite(path)) {
                throw Diagnostic.of(
                                ErrorCode.FILE_NOT_TRUSTED,
                                "the settings `" + file + "` are not read: every user may write `" + path + "`")
                        .advise("`chmod o-w " + path + "`, or run in a directory of your own")
                        .toException();
            }
        }
    }

    private static boolean othersMayWrite(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException noModesThere) {
            return false;
        }
    }

    private static String known(YamlNode.Entry entry) {
        List<String> names = ALL.stream().map(Setting::name).toList();
        if (!names.contains(entry.name())) {
            throw Diagnostic.of(ErrorCode.USAGE, "there is no setting `" + entry.name() + "`")
                    .at(entry.key().place())
                    .suggest(entry.name(), names)
                    .advise("the settings are " + String.join(", ", names))
                    .toException();
        }
        return entry.name();
    }
}
