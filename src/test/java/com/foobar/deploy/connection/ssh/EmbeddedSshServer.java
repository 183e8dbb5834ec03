package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.jspecify.annotations.Nullable;

/** MINA's server on a loopback port, which runs a real {@code /bin/sh} for each command; its switches make faults. */
public final class EmbeddedSshServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private KeyPair hostKey;
    private String before = "";

    private EmbeddedSshServer(KeyPair hostKey) {
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setCommandFactory((channel, command) -> {
            commands.incrementAndGet();
            return new LoopbackCommand(before + command, running::add);
        });
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    logins.incrementAndGet();
                }
            }
        });
        server.setSessionFactory(new WatchedSessions());
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setPasswordAuthenticator((user, password, session) -> false);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setPublickeyAuthenticator((user, key, session) -> false);
    }

    private volatile int heartbeatsWanted;

    /** One that refuses every login, until told otherwise. */
    public static EmbeddedSshServer make() throws Exception {
        JdkEdDsaRegistrar.register();
        return new EmbeddedSshServer(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256));
    }

    EmbeddedSshServer takesKey(PublicKey wanted) {
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, wanted));
        return this;
    }

    public EmbeddedSshServer takesPassword(String wanted) {
        server.setPasswordAuthenticator((user, password, session) -> password.equals(wanted));
        return this;
    }

    EmbeddedSshServer takesInteractivePassword(String wanted) {
        server.setKeyboardInteractiveAuthenticator(
                new org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator() {
                    @Override
                    public boolean authenticate(
                            org.apache.sshd.server.session.ServerSession session, String user, List<String> answers) {
                        return answers.equals(List.of(wanted));
                    }
                });
        server.setUserAuthFactories(
                List.of(org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory.INSTANCE));
        return this;
    }

    /** Leaves every login waiting until the server is closed. */
    EmbeddedSshServer hangsAtLogin() {
        server.setPasswordAuthenticator((user, password, session) -> {
            awaitRelease();
            return false;
        });
        return this;
    }

    EmbeddedSshServer banner(String text) {
        CoreModuleProperties.WELCOME_BANNER.set(server, text);
        return this;
    }

    /** Shell text that each command starts with, as a noisy start-up file would. */
    public EmbeddedSshServer runsFirst(String code) {
        before = code;
        return this;
    }

    /** Runs no shell: a test plays the host. A command that is not the worker's, such as `exit 0`, plays no role. */
    public EmbeddedSshServer plays(ScriptedHost.Role role) {
        server.setCommandFactory((channel, command) -> {
            commands.incrementAndGet();
            return command.equals("exit 0") ? new ScriptedCommand(_ -> {}) : new ScriptedCommand(role);
        });
        return this;
    }

    /** Opens no channel until the client has asked so often whether it is still there. */
    EmbeddedSshServer opensChannelsAfter(int heartbeats) {
        heartbeatsWanted = heartbeats;
        return this;
    }

    EmbeddedSshServer forwardsNothing() {
        server.setForwardingFilter(null);
        return this;
    }

    public EmbeddedSshServer start() throws IOException {
        server.start();
        return this;
    }

    /** Shows another key from now on. */
    public void changeHostKey() throws Exception {
        hostKey = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    }

    /** Ends all connections at once, as a host does that loses its power. */
    public void dropConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /** Channels on which a command was run, of all connections so far. */
    public int commands() {
        return commands.get();
    }

    /** Logins that succeeded so far. */
    public int logins() {
        return logins.get();
    }

    /** The SSH messages that clients have sent, by their names in the RFCs, of all connections so far. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    int connections() {
        return server.getActiveSessions().size();
    }

    public int port() {
        return server.getPort();
    }

    HostKey hostKey() {
        return HostKey.of(hostKey.getPublic());
    }

    public String knownHostsLine() {
        return "[127.0.0.1]:" + port() + " " + hostKey().type() + " "
                + hostKey().base64();
    }

    public String fingerprint() {
        return hostKey().fingerprint();
    }

    static PublicKey publicKeyOf(Path privateKey) {
        return new PrivateKeys(Optional.empty()).load(privateKey).getLast().getPublic();
    }

    private final class WatchedSessions extends SessionFactory {
        WatchedSessions() {
            super(server);
        }

        @Override
        protected ServerSessionImpl doCreateSession(IoSession connection) throws Exception {
            return new ServerSessionImpl(getServer(), connection) {
                private @Nullable Buffer waiting;

                @Override
                protected void doHandleMessage(Buffer message) throws Exception {
                    int kind = message.rawByte(message.rpos()) & 0xff;
                    messages.add(SshConstants.getCommandMessageName(kind));
                    if (kind == SshConstants.SSH_MSG_CHANNEL_OPEN && heartbeatsWanted > 0) {
                        waiting = new ByteArrayBuffer(message.getCompactData());
                        return;
                    }
                    super.doHandleMessage(message);
                    if (kind == SshConstants.SSH_MSG_GLOBAL_REQUEST && --heartbeatsWanted == 0 && waiting != null) {
                        super.doHandleMessage(waiting);
                    }
                }
            };
        }
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        released.countDown();
        server.stop(true);
        running.forEach(Process::destroy);
    }
}
