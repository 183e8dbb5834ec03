package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins to OpenSSH's own server. */
class OpenSshLoginTest {
    private static final WorkerStep ECHO = WorkerStep.reading(ShellText.lit("echo on"));

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder.resolve("home"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void logsInWithAKeyAndRunsSteps(String type) throws Exception {
        Path key = TestKeys.generate(folder, "key", type, "");
        try (var server = serverFor(key);
                var connector = home.connector();
                HostConnection host = connector.open(
                        TestHome.to("127.0.0.1", server.port).key(key).build())) {
            assertThat(host.worker(Become.NOBODY_ELSE).run(ECHO).text()).isEqualTo("on\n");
        }
    }

    @Test
    void streamsBesideTheWorker() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = serverFor(key);
                var connector = home.connector();
                HostConnection host = connector.open(
                        TestHome.to("127.0.0.1", server.port).key(key).build())) {
            host.worker(Become.NOBODY_ELSE).run(ECHO);
            var output = new ByteArrayOutputStream();
            var result = host.stream(
                    Become.NOBODY_ELSE,
                    ShellText.lit("tr a-z A-Z; echo err >&2; exit 3"),
                    new ByteArrayInputStream("stream".getBytes(StandardCharsets.UTF_8)),
                    output);
            assertThat(output).hasToString("STREAM");
            assertThat(result.rc()).isEqualTo(3);
            assertThat(result.errorText()).isEqualTo("err\n");
        }
    }

    private OpenSshServer serverFor(Path key) throws Exception {
        var server = OpenSshServer.start(folder, java.util.List.of(TestKeys.publicKey(key)));
        home.knows("[127.0.0.1]:" + server.port + " " + TestKeys.publicKey(server.hostKey));
        return server;
    }
}
