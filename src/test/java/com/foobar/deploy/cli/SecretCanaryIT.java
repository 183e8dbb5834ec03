package com.foobar.deploy.cli;

import static com.foobar.deploy.cli.CanaryProject.assertProcessesAreClean;
import static com.foobar.deploy.cli.CanaryProject.assertSilent;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.LabImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** As {@link SecretCanaryTest}, with a real sshd and a sudo that wants a password; what is left on the host is looked at too. */
@Isolated("all runs of this process keep their records where it says")
class SecretCanaryIT {
    private static final String PASSWORD = "canary-of-sudo";
    private static final String FACTS = "/etc/ansible/facts.d/own.fact";

    @TempDir
    Path folder;

    private final ContainerEngine engine = ContainerEngine.find();
    private CommandLineFixture cli;
    private CanaryProject project;
    private String container = "";

    @BeforeEach
    void plant() throws IOException {
        System.setProperty("foobar.records", folder.resolve("records").toString());
        cli = new CommandLineFixture(folder);
        project = new CanaryProject(cli);
        project.plant();
        container = engine.text(List.of(
                        "run",
                        "-d",
                        "--rm",
                        "-p",
                        "127.0.0.1::22",
                        new LabImage(engine).ensure(_ -> {}),
                        "sleep",
                        "600"))
                .strip();
        text("""
            useradd -m -s /bin/sh asked; echo asked:%1$s | chpasswd; echo 'asked ALL=(ALL) ALL' >/etc/sudoers.d/asked
            mkdir -p /run/sshd %2$s /etc/ansible/facts.d; echo '{"api_token": "canary-local-fact"}' >%3$s
            ssh-keygen -qA; /usr/sbin/sshd -o UsePAM=no -o PasswordAuthentication=yes
            """.formatted(PASSWORD, project.hostFolder(), FACTS));
        String address = engine.text(List.of("port", container, "22"))
                .lines()
                .findFirst()
                .orElseThrow();
        String port = address.substring(address.lastIndexOf(':') + 1).strip();
        cli.file("known_hosts", "[127.0.0.1]:" + port + " " + text("cat /etc/ssh/ssh_host_ed25519_key.pub"))
                .file("hosts.yml", """
                    all:
                      vars: { ansible_ssh_known_hosts_file: %1$s }
                      hosts:
                        here: { ansible_connection: local }
                        web:
                          ansible_host: 127.0.0.1
                          ansible_port: %2$s
                          ansible_user: asked
                          ansible_password: %3$s
                          ansible_become: true
                          ansible_become_password: %3$s
                    """.formatted(cli.path("known_hosts"), port, PASSWORD));
    }

    @AfterEach
    void remove() {
        System.clearProperty("foobar.records");
        engine.run(List.of("rm", "-f", container), Optional.empty());
    }

    private String text(String script) {
        return engine.text(List.of("exec", container, "sh", "-ec", script));
    }

    @Test
    void noSecretComesOutOfARunThatBecomesAnotherUser() throws IOException {
        assertSilent("plan", project.run("plan").text());
        CommandLineFixture.Outcome applied = project.run("apply", "-y").exits(4);
        assertSilent("apply", applied.text());
        assertThat(applied.text()).doesNotContain("unreachable 1");

        assertThat(text("cat " + project.hostFolder() + "/web.conf")).startsWith("a = canary-by-name\n");
        assertProcessesAreClean("web", text("cat " + project.hostFolder() + "/web.processes"));
        assertProcessesAreClean("here", cli.read("host/here.processes"));
        project.assertFilesAreClean(folder.resolve("records"));
        assertThat(text("grep -rls --exclude-dir=apt canary- /etc /home /root /run /srv /tmp /usr/local /var || true")
                        .lines())
                .allMatch(file -> file.equals(FACTS) || file.startsWith(project.hostFolder() + "/web."));
        assertSilent("log of the container", engine.text(List.of("logs", container)));
    }
}
