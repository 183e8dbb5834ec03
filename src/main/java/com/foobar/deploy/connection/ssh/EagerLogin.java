package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthService;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Begins with the pinned key where there is one. RFC 4252, 5.2 lets a client ask first, with the method "none", which
 * methods there are; that costs a round trip.
 */
final class EagerLogin extends ClientUserAuthService {
    private EagerLogin(Session session) {
        super(session);
    }

    static ClientUserAuthServiceFactory factory() {
        return new ClientUserAuthServiceFactory() {
            @Override
            public Service create(Session session) throws IOException {
                return new EagerLogin(session);
            }
        };
    }

    @Override
    protected @Nullable IoWriteFuture sendInitialAuthRequest(ClientSession session, String service) throws IOException {
        if (LoginAttempt.of(session).flatMap(LoginAttempt::pinned).isEmpty()) {
            return super.sendInitialAuthRequest(session, service);
        }
        serverMethods = List.copyOf(clientMethods);
        try {
            tryNext(SshConstants.SSH_MSG_USERAUTH_REQUEST, authFutureHolder.get());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
        return null;
    }
}
