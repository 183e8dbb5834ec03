package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;

/** The way from a target to a session that is logged in. */
final class SshLogins {
    /** A host that goes on sending without ever finishing is given up after this time and one connect timeout. */
    private static final Duration LONGEST_LOGIN = Duration.ofMinutes(5);

    /** More at once would only make each slower, and makes servers with small limits drop some. */
    private static final int HANDSHAKES = 64;

    private final SshClient client;
    private final Optional<Path> agentSocket;
    private final Passphrases passphrases;
    private final Semaphore handshakes = new Semaphore(HANDSHAKES);
    private final JumpHosts jumps = new JumpHosts(this);

    SshLogins(SshClient client, Optional<Path> agentSocket, Passphrases passphrases) {
        this.client = client;
        this.agentSocket = agentSocket;
        this.passphrases = passphrases;
    }

    SshLink login(SshTarget target) {
        LoginAttempt attempt = new LoginAttempt(target);
        ClientSession session =
                target.jumps().isEmpty() ? authenticated(attempt, addresses(target)) : jumps.through(attempt);
        return new SshLink(session, attempt);
    }

    ClientSession authenticated(LoginAttempt attempt, List<InetSocketAddress> addresses) {
        try {
            handshakes.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.of(ErrorCode.CONNECTION_FAILED, "`" + attempt.target.name() + "`: interrupted")
                    .toException(e);
        }
        ClientSession session = null;
        try {
            session = connected(attempt, addresses);
            exchangeKeys(session, attempt);
            authenticate(session, attempt);
            return session;
        } catch (DeployException failure) {
            if (session != null) {
                session.close(true);
            }
            throw failure;
        } finally {
            handshakes.release();
        }
    }

    static List<InetSocketAddress> addresses(SshTarget target) {
        try {
            var all = new ArrayList<InetSocketAddress>();
            for (InetAddress address : InetAddress.getAllByName(target.address())) {
                all.add(new InetSocketAddress(address, target.port()));
            }
            return all;
        } catch (UnknownHostException e) {
            throw SshFailures.notResolved(target).toException(e);
        }
    }

    /** Each address in turn, as a name may have one that this network cannot reach. */
    private ClientSession connected(LoginAttempt attempt, List<InetSocketAddress> addresses) {
        IOException last = new IOException("no address");
        for (InetSocketAddress address : addresses) {
            try {
                var context = AttributeRepository.ofKeyValuePair(LoginAttempt.KEY, attempt);
                return client.connect(attempt.target.user(), address, context, null)
                        .verify(attempt.target.connectTimeout())
                        .getClientSession();
            } catch (IOException e) {
                last = e;
            }
        }
        IOException failure = last;
        throw attempt.problem()
                .orElseGet(() -> SshFailures.connecting(attempt, failure))
                .toException(failure);
    }

    private static void exchangeKeys(ClientSession session, LoginAttempt attempt) {
        attempt.listenTo(session);
        Instant end = Instant.now().plus(LONGEST_LOGIN);
        Set<ClientSessionEvent> seen;
        long steps;
        do {
            steps = attempt.steps();
            seen = session.waitFor(
                    EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED),
                    attempt.target.connectTimeout());
        } while (seen.contains(ClientSessionEvent.TIMEOUT)
                && attempt.steps() != steps
                && Instant.now().isBefore(end));
        if (seen.contains(ClientSessionEvent.CLOSED) || attempt.problem().isPresent()) {
            throw attempt.problem()
                    .orElseGet(() -> SshFailures.greeting(attempt, new IOException("the host closed it")))
                    .toException();
        }
        if (!seen.contains(ClientSessionEvent.WAIT_AUTH)) {
            throw SshFailures.greeting(attempt, new IOException("timed out")).toException();
        }
    }

    private void authenticate(ClientSession session, LoginAttempt attempt) {
        SshTarget target = attempt.target;
        offer(session, attempt);
        try {
            Instant end = Instant.now().plus(LONGEST_LOGIN);
            AuthFuture login = session.auth();
            long steps;
            do {
                steps = attempt.steps();
            } while (!login.await(target.connectTimeout())
                    && attempt.steps() != steps
                    && Instant.now().isBefore(end));
            login.verify(Duration.ofMillis(1));
        } catch (IOException e) {
            throw attempt.problem()
                    .orElseGet(() -> SshFailures.loggingIn(attempt, e))
                    .toException(e);
        }
    }

    /** The user's own keys, then the agent's, then the usual files, then the password. */
    private void offer(ClientSession session, LoginAttempt attempt) {
        SshTarget target = attempt.target;
        target.keys().pinned().ifPresent(file -> {
            List<KeyPair> pairs = pinned(file, attempt);
            pairs.forEach(session::addPublicKeyIdentity);
            pairs.stream().findFirst().filter(EagerPublicKey::suits).ifPresent(attempt::pin);
        });
        usable(target.keys().identities(), attempt).forEach(session::addPublicKeyIdentity);
        if (agentSocket.isEmpty() && target.password().isEmpty()) {
            // Nothing else is to be tried, and a question must not wait until the login's time runs.
            List<KeyPair> last = usable(target.keys().defaults(), attempt);
            session.setKeyIdentityProvider(context -> last);
        } else {
            var quiet = new PrivateKeys(target.keys().passphrase());
            session.setKeyIdentityProvider(
                    context -> usable(quiet, target.keys().defaults(), attempt));
        }
        session.setUserInteraction(UserInteraction.NONE);
        target.password().ifPresent(password -> {
            session.addPasswordIdentity(password.reveal());
            session.setUserInteraction(new PasswordAnswers(attempt, password));
        });
    }

    /** A key that needs a passphrase may also be in the agent: then its public half says so. */
    private List<KeyPair> pinned(Path file, LoginAttempt attempt) {
        boolean inAgent = attempt.target.keys().passphrase().isEmpty() && isInAgent(file);
        try {
            return keys(attempt, inAgent).load(file);
        } catch (DeployException failure) {
            if (!inAgent) {
                throw failure;
            }
            attempt.note(failure.diagnostic().message());
            return List.of();
        }
    }

    private PrivateKeys keys(LoginAttempt attempt, boolean inAgent) {
        Optional<Secret> passphrase = attempt.target.keys().passphrase();
        return inAgent ? new PrivateKeys(passphrase) : new PrivateKeys(passphrase, passphrases);
    }

    private boolean isInAgent(Path file) {
        return agentSocket.isPresent()
                && PrivateKeys.publicHalf(file)
                        .filter(key -> agentHolds(agentSocket.get(), key))
                        .isPresent();
    }

    private static boolean agentHolds(Path socket, PublicKey key) {
        try (var agent = new UnixAgent(socket, candidate -> KeyUtils.compareKeys(candidate, key))) {
            return agent.getIdentities().iterator().hasNext();
        } catch (IOException noAgent) {
            return false;
        }
    }

    private List<KeyPair> usable(List<Path> files, LoginAttempt attempt) {
        return files.stream()
                .flatMap(file -> usable(keys(attempt, isInAgent(file)), List.of(file), attempt).stream())
                .toList();
    }

    private static List<KeyPair> usable(PrivateKeys keys, List<Path> files, LoginAttempt attempt) {
        var pairs = new ArrayList<KeyPair>();
        for (Path file : files) {
            try {
                if (Files.exists(file)) {
                    pairs.addAll(keys.load(file));
                }
            } catch (DeployException unusable) {
                attempt.note(unusable.diagnostic().message());
            }
        }
        return pairs;
    }

    void close() {
        jumps.close();
    }
}
