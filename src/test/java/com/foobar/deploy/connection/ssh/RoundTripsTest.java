package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client sends to a host, message by message (RFC 4253, 4252, 4254). A round trip is a message that can only be
 * sent once the one before it is answered: of those below KEXINIT, KEX_ECDH_INIT, USERAUTH_REQUEST, CHANNEL_OPEN,
 * CHANNEL_REQUEST and CHANNEL_DATA are waited for, and no others.
 */
class RoundTripsTest {
    /** RFC 5656, 7.1; MINA has no name for it, since the number means other things in other exchanges. */
    private static final String KEX_ECDH_INIT = "30";

    private static final String GONE = "SSH_MSG_DISCONNECT";

    @TempDir
    Path folder;

    private TestHome home;
    private Path key;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder.resolve("home"));
        key = TestKeys.generate(folder, "key", "ed25519", "");
    }

    /** No question which methods there are, none whether the key would do, no farewell that is waited for. */
    @Test
    void aRunThatOnlyAsksTakesSixRoundTrips() throws Exception {
        assertThat(messagesOf(
                        WorkerStep.asking(ShellText.lit("echo on")), WorkerStep.asking(ShellText.lit("echo and on"))))
                .containsExactly(
                        "SSH_MSG_KEXINIT",
                        KEX_ECDH_INIT,
                        "SSH_MSG_NEWKEYS",
                        "SSH_MSG_SERVICE_REQUEST",
                        "SSH_MSG_USERAUTH_REQUEST",
                        "SSH_MSG_CHANNEL_OPEN",
                        "SSH_MSG_CHANNEL_REQUEST",
                        "SSH_MSG_CHANNEL_DATA",
                        GONE);
    }

    /** The session goes on, so that the end of the input is all by which the host learns of it. */
    @Test
    void aStepThatTakesTooLongIsEndedOnTheHost() throws Exception {
        connected((server, connection) -> {
            WorkerStep slow = WorkerStep.asking(ShellText.lit("sleep 300")).within(Duration.ofMillis(300));
            var answer = connection.worker(Become.NOBODY_ELSE).submit(slow);
            assertThatThrownBy(answer::join).hasMessageContaining("took longer");
            awaitMessage(server, "SSH_MSG_CHANNEL_EOF");
        });
    }

    /** What every step that is sent in one go adds is data behind data. */
    private List<String> messagesOf(WorkerStep... steps) throws Exception {
        return withoutRepetition(connected((_, connection) -> {
            var answers = new ArrayList<CompletableFuture<?>>();
            for (WorkerStep step : steps) {
                answers.add(connection.worker(Become.NOBODY_ELSE).submit(step));
            }
            answers.forEach(CompletableFuture::join);
        }));
    }

    private interface Use {
        void of(EmbeddedSshServer server, HostConnection connection) throws Exception;
    }

    /** @return what the server got, from the first message to the last */
    private List<String> connected(Use use) throws Exception {
        try (var server = EmbeddedSshServer.make()
                .takesKey(EmbeddedSshServer.publicKeyOf(key))
                .start()) {
            home.knows(server.knownHostsLine());
            try (SshConnector connector = home.connector(Map.of());
                    HostConnection connection = connector.open(
                            TestHome.to("127.0.0.1", server.port()).key(key).build())) {
                use.of(server, connection);
            }
            awaitMessage(server, GONE);
            return server.messages();
        }
    }

    private static void awaitMessage(EmbeddedSshServer server, String message) throws Exception {
        Awaiting.until(message, () -> server.messages().contains(message));
    }

    private static List<String> withoutRepetition(List<String> messages) {
        var different = new ArrayList<String>();
        for (String message : messages) {
            if (different.isEmpty() || !different.getLast().equals(message)) {
                different.add(message);
            }
        }
        return different;
    }
}
