package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.SshConstants;

/** Ends a session. The host is told first: a session that is closed at once drops what is still being written. */
final class Farewell {
    /** A host that reads nothing, and whose window is full, is not waited for any longer. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private Farewell() {}

    static void to(ClientSession session) {
        if (session.isOpen()) {
            try {
                session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "done");
                // The session closes itself once that is written.
                session.waitFor(EnumSet.of(ClientSessionEvent.CLOSED), BOUND);
            } catch (IOException gone) {
                // Then there is nobody to tell.
            }
        }
        session.close(true);
    }
}
