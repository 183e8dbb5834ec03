package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ssh.EmbeddedSshServer;
import com.foobar.deploy.connection.ssh.ScriptedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that show what hosts print: none of it is a command to the terminal. */
class HostilePrintsTest {
    /** Sets the title, clears the screen in two ways, turns the direction of text, and goes over the line again. */
    private static final String OBEYED = "\u001b]0;owned\u0007\u001b[2J\u009b2J\u202ereversed\rover\n";

    private static final String HOSTS = "hosts.yml";

    @TempDir
    Path folder;

    static List<List<String>> commands() {
        return List.of(
                List.of("exec", "-i", HOSTS, "all", "id"),
                List.of("facts", "-i", HOSTS, "all"),
                List.of("audit", "-i", HOSTS, "all"),
                List.of("lock", "status", "-i", HOSTS, "all"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void printsNothingThatATerminalObeys(List<String> command) throws Exception {
        var cli = new CommandLineFixture(folder);
        try (var server = EmbeddedSshServer.make()
                .takesPassword("right")
                .plays(HostilePrintsTest::lie)
                .start()) {
            cli.file("known_hosts", server.knownHostsLine() + "\n")
                    .file(HOSTS, """
                all:
                  vars: { ansible_password: right, ansible_ssh_known_hosts_file: %s }
                  hosts: { liar: { ansible_host: 127.0.0.1, ansible_port: %d } }
                """.formatted(cli.path("known_hosts"), server.port()));
            String[] words = command.stream()
                    .map(word -> word.equals(HOSTS) ? cli.path(HOSTS).toString() : word)
                    .toArray(String[]::new);

            String text = cli.run(words).text();

            assertThat(text).contains("liar").doesNotContainPattern("[\\p{Cc}\u202e&&[^\n\t]]");
        }
    }

    private static void lie(ScriptedHost host) throws IOException {
        host.greeted();
        for (Optional<ScriptedHost.Asked> step = host.next(); step.isPresent(); step = host.next()) {
            host.answer(step.get().sequence(), OBEYED, OBEYED, 0);
        }
    }
}
