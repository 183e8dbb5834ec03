package com.foobar.deploy.cli.option;

import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.run.LoginOptions;
import com.foobar.deploy.value.BooleanWords;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.vault.PasswordFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who logs in how; the names and the environment variables are Ansible's. */
public final class ConnectionFlags {
    @Option(
            names = {"-u", "--user"},
            description = "User who logs in (ANSIBLE_REMOTE_USER).")
    private @Nullable String user;

    @Option(
            names = {"-k", "--ask-pass"},
            description = "Asks for the login's password.")
    private boolean askPassword;

    @Option(
            names = {"--connection-password-file", "--conn-pass-file"},
            paramLabel = "FILE",
            description = "File that holds the login's password, or a program that prints it"
                    + " (ANSIBLE_CONNECTION_PASSWORD_FILE).")
    private @Nullable String passwordFile;

    @Option(
            names = {"--private-key", "--key-file"},
            paramLabel = "FILE",
            description = "Private key (ANSIBLE_PRIVATE_KEY_FILE).")
    private @Nullable Path privateKey;

    @Option(
            names = {"-b", "--become"},
            description = "Runs everything as another user, root by default.")
    private boolean become;

    @Option(names = "--become-user", paramLabel = "USER", description = "Who to become (default: root).")
    private @Nullable String becomeUser;

    @Option(names = "--become-method", paramLabel = "METHOD", description = "sudo or su.", defaultValue = "sudo")
    private String becomeMethod = "sudo";

    @Option(
            names = {"-K", "--ask-become-pass"},
            description = "Asks for the password of sudo.")
    private boolean askBecomePassword;

    @Option(
            names = {"--become-password-file", "--become-pass-file"},
            paramLabel = "FILE",
            description = "File that holds the password of sudo, or a program that prints it"
                    + " (ANSIBLE_BECOME_PASSWORD_FILE).")
    private @Nullable String becomePasswordFile;

    @Option(
            names = {"-c", "--connection"},
            paramLabel = "KIND",
            description = "ssh or local.")
    private @Nullable String connection;

    @Option(
            names = {"-T", "--timeout"},
            paramLabel = "SECONDS",
            description = "Longest time to connect (ANSIBLE_TIMEOUT, else 10).")
    private @Nullable Integer timeout;

    @Option(
            names = "--accept-new-host-keys",
            description = "Adds the keys of hosts that are not known yet to known_hosts.")
    private boolean acceptNewHostKeys;

    LoginOptions login() {
        return new LoginOptions(
                Optional.ofNullable(user).or(() -> environment("ANSIBLE_REMOTE_USER")),
                askPassword
                        ? Optional.of(Prompts.secret("SSH password: "))
                        : fromFile(passwordFile, "ANSIBLE_CONNECTION_PASSWORD_FILE", "connection password"),
                Optional.ofNullable(privateKey)
                        .or(() -> environment("ANSIBLE_PRIVATE_KEY_FILE").map(Path::of)),
                Optional.ofNullable(connection),
                acceptNewHostKeys,
                timeoutSeconds(),
                becomeOptions());
    }

    private LoginOptions.BecomeOptions becomeOptions() {
        boolean asked = become
                || environment("ANSIBLE_BECOME").flatMap(BooleanWords::parse).orElse(false);
        return new LoginOptions.BecomeOptions(
                asked,
                Optional.ofNullable(becomeUser).or(() -> environment("ANSIBLE_BECOME_USER")),
                becomeMethod,
                askBecomePassword
                        ? Optional.of(Prompts.secret("BECOME password: "))
                        : fromFile(becomePasswordFile, "ANSIBLE_BECOME_PASSWORD_FILE", "become password"));
    }

    private static Optional<Secret> fromFile(@Nullable String file, String variable, String what) {
        return Optional.ofNullable(file).or(() -> environment(variable)).map(name -> PasswordFile.read(name, what));
    }

    /** Unless the command line says otherwise. */
    void connectWithin(int seconds) {
        if (timeout == null) {
            timeout = seconds;
        }
    }

    private int timeoutSeconds() {
        return timeout != null
                ? positive("--timeout", timeout.toString())
                : environment("ANSIBLE_TIMEOUT")
                        .map(text -> positive("ANSIBLE_TIMEOUT", text))
                        .orElse(10);
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException USAGE, naming the flag or the environment variable */
    public static int positive(String name, String text) {
        if (!text.matches("0*[1-9][0-9]{0,5}")) {
            throw Diagnostic.of(ErrorCode.USAGE, "`" + name + "` takes a number from 1 on, not `" + text + "`")
                    .toException();
        }
        return Integer.parseInt(text);
    }

    static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
