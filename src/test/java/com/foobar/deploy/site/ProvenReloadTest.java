package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reload of HAProxy (role haproxy, {@code proven-reload}), with a program in place of {@code socat}. */
class ProvenReloadTest {
    private static final String NEW = "config 2222";
    private static final String OLD = "config 1111";

    /** The statistics socket tells what is in {@code running}; the master does as {@code master} says, for each attempt. */
    private static final String SOCAT = """
        #!/bin/sh
        cd "${0%/*}"
        case "$*" in
          *master.sock*)
            read -r answer <master
            [ ! -e servers.state ] || cp servers.state kept.state
            sed -i 1d master
            case $answer in
              refused) echo 'E connect: Connection refused' >&2; exit 1 ;;
              loads) echo 'config 2222' >running; echo Success=1 ;;
              silent) echo 'config 2222' >running ;;
              fails) printf 'Success=0\\n--\\n[ALERT] cannot bind\\n' ;;
            esac ;;
          *)
            read -r asked
            case $asked in
              'show servers state') cat states ;;
              *) echo "description: $(cat running)" ;;
            esac ;;
        esac
        """;

    @TempDir
    Path folder;

    private Path configuration;
    private String states = "1\n# be_id be_name\n";

    @BeforeEach
    void start() throws IOException {
        Path socat = Files.writeString(folder.resolve("socat"), SOCAT);
        Files.setPosixFilePermissions(socat, PosixFilePermissions.fromString("rwxr-xr-x"));
        configuration = Files.writeString(folder.resolve("haproxy.cfg"), "global\n  description \"" + NEW + "\"\n");
    }

    private record Outcome(int exit, String said) {}

    /** @param attempts what the master does, one word a line */
    private Outcome reload(String running, String attempts) throws Exception {
        Files.writeString(folder.resolve("running"), running + "\n");
        Files.writeString(folder.resolve("master"), attempts);
        Files.writeString(folder.resolve("states"), states);
        Path master = folder.resolve("master.sock");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(master));
            var builder = new ProcessBuilder(
                            "/bin/sh",
                            TestLab.PROJECT
                                    .resolve("roles/haproxy/files/proven-reload")
                                    .toString())
                    .redirectErrorStream(true);
            builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
            builder.environment().put("CONFIGURATION", configuration.toString());
            builder.environment().put("MASTER", master.toString());
            builder.environment().put("STATISTICS", folder.resolve("admin.sock").toString());
            builder.environment().put("STATES", folder.resolve("servers.state").toString());
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), said);
        } finally {
            Files.delete(master);
        }
    }

    private Path proven() {
        return folder.resolve("haproxy.cfg.proven");
    }

    @Test
    void whatRunsAlreadyIsNotLoadedAgain() throws Exception {
        assertThat(reload(NEW, "refused\n").exit()).isZero();
        assertThat(folder.resolve("master")).hasContent("refused");
        assertThat(proven()).hasSameTextualContentAs(configuration);
    }

    /** As it is for a moment after the start: the master listens, and takes nothing yet. */
    @Test
    void aMasterThatTakesNothingYetIsToldAgain() throws Exception {
        assertThat(reload(OLD, "refused\nloads\n").exit()).isZero();
        assertThat(proven()).exists();
    }

    /** HAProxy before 2.7. */
    @Test
    void aMasterThatDoesNotSayHowItWentIsBelievedByWhatRuns() throws Exception {
        assertThat(reload(OLD, "silent\n").exit()).isZero();
        assertThat(proven()).exists();
    }

    /** HAProxy would take them from the state, and so go on asking where the hosts were before. */
    @Test
    void whereAServerIsComesFromTheConfigurationAndWhetherItIsDrainedFromTheState() throws Exception {
        Files.writeString(configuration, """
            backend web
              default-server check
              server web-01 10.0.0.12:443 ssl verify required
              server web-02 [fd00::13]:443 ssl
              server web-03 host.example.org:81
            """, StandardOpenOption.APPEND);
        String line = "4 web %d web-0%d %s 2 1 1 1 53 11 2 0 6 0 0 0 - %d - %d 0 - - 0\n";
        states = "1\n# be_id be_name srv_id srv_name\n"
                + line.formatted(1, 1, "10.0.0.2", 80, 0)
                + line.formatted(2, 2, "10.0.0.3", 80, 0)
                + line.formatted(3, 3, "10.0.0.4", 80, 1)
                + line.formatted(4, 4, "10.0.0.5", 80, 0);
        assertThat(reload(OLD, "loads\n").exit()).isZero();
        assertThat(folder.resolve("kept.state"))
                .hasContent("1\n# be_id be_name srv_id srv_name\n"
                        + line.formatted(1, 1, "10.0.0.12", 443, 1)
                        + line.formatted(2, 2, "fd00::13", 443, 1)
                        + line.formatted(3, 3, "10.0.0.4", 81, 0)
                        + line.formatted(4, 4, "10.0.0.5", 80, 0));
        assertThat(folder.resolve("servers.state")).doesNotExist();
    }

    @Test
    void aWorkerThatDiesBringsTheProvenConfigurationBack() throws Exception {
        String before = "global\n  description \"" + OLD + "\"\n";
        Files.writeString(proven(), before);
        Outcome outcome = reload(OLD, "fails\nfails\n");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said()).contains("does not run with the new configuration", "[ALERT] cannot bind");
        assertThat(configuration).hasContent(before.strip());
        assertThat(folder.resolve("haproxy.cfg.refused")).exists();
    }
}
