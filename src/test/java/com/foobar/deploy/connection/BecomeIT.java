package com.foobar.deploy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.LabImage;
import com.foobar.deploy.value.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sudo and su as they are, for users whom they trust, ask, and refuse. */
class BecomeIT {
    private static final ShellText WHO = ShellText.lit("id -un; echo \"$HOME\"");

    private static ContainerEngine engine;
    private static String container;

    @BeforeAll
    static void start() {
        engine = ContainerEngine.find();
        String image = new LabImage(engine).ensure(line -> {});
        container = engine.text(List.of("run", "-d", "--rm", image, "sleep", "3600"))
                .strip();
        engine.text(List.of("exec", container, "sh", "-ec", """
            for u in asked stranger terminal app; do useradd -m $u; echo $u:secret | chpasswd; done
            echo root:rootpw | chpasswd
            cat >/etc/sudoers.d/become <<'END'
            asked ALL=(ALL) ALL
            terminal ALL=(ALL) NOPASSWD: ALL
            Defaults:terminal requiretty
            END
            """));
    }

    @AfterAll
    static void stop() {
        engine.run(List.of("rm", "-f", container), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "deploy, root, sudo, -",
                "deploy, app, sudo, -",
                "deploy, root, sudo, not asked for",
                "root, root, sudo, -",
                "root, app, su, -",
                "asked, root, sudo, secret",
                "asked, app, sudo, secret",
                "stranger, root, su, rootpw"
            })
    void becomesTheUser(String login, String user, String method, String password) throws Exception {
        try (var connection = connection(login)) {
            var become = new Become(
                    Optional.of(user), method, Optional.ofNullable(password).map(Secret::new));
            String home = user.equals("root") ? "/root" : "/home/" + user;
            assertThat(connection.worker(become).run(WorkerStep.reading(WHO)).text())
                    .isEqualTo(user + "\n" + home + "\n");
            var output = new ByteArrayOutputStream();
            var input = new ByteArrayInputStream("first line\n".getBytes(StandardCharsets.UTF_8));
            StepResult result = connection.stream(become, ShellText.lit("cat; id -un; exit 5"), input, output);
            assertThat(output).hasToString("first line\n" + user + "\n");
            assertThat(result.rc()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "asked | root | sudo | - | BECOME_PASSWORD | `sudo` wants a password to become `root`",
                "asked | root | sudo | wrong | BECOME_REFUSED | `sudo` did not take the password",
                "stranger | root | sudo | secret | BECOME_REFUSED | `sudo` does not allow it",
                "stranger | root | su | wrong | BECOME_REFUSED | `su` did not take the password",
                "stranger | root | su | - | BECOME_PASSWORD | `su` wants a password to become `root`",
                "terminal | root | sudo | - | BECOME_REFUSED | `sudo` wants a terminal",
                "deploy | ghost | sudo | - | BECOME_REFUSED | there is no such user",
            })
    void saysWhyItCannot(String login, String user, String method, String password, ErrorCode code, String words) {
        try (var connection = connection(login)) {
            var become = new Become(
                    Optional.of(user), method, Optional.ofNullable(password).map(Secret::new));
            Diagnostic why = catchThrowableOfType(
                            DeployException.class,
                            () -> connection.worker(become).run(WorkerStep.reading(WHO)))
                    .diagnostic();
            assertThat(why.code()).isEqualTo(code);
            assertThat(why.message()).startsWith("`box`: ").endsWith(words);
            assertThat(why.toString()).doesNotContain("secret", "wrong");
        }
    }

    @Test
    void thePasswordIsNoArgumentOfAProgram() {
        try (var connection = connection("asked")) {
            var become = new Become(Optional.of("root"), "sudo", Optional.of(new Secret("secret")));
            ShellText arguments = ShellText.lit("cat /proc/[0-9]*/cmdline | tr '\\0' ' '");
            assertThat(connection
                            .worker(become)
                            .run(WorkerStep.reading(arguments))
                            .text())
                    .contains("sudo -S -p")
                    .doesNotContain("secret");
        }
    }

    private static ShellConnection connection(String login) {
        var link = new ContainerLink(engine.program().toString(), container, login);
        return new ShellConnection("box", link, "/bin/sh", Duration.ofSeconds(30));
    }
}
