package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellConnection;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;
import org.jspecify.annotations.Nullable;

/** Logs in by SSH. The client's threads start at the first connection and end with {@link #close()}. */
public final class SshConnector implements Connector {
    private static final Set<ErrorCode> WORTH_A_RETRY = EnumSet.of(
            ErrorCode.HOST_REFUSED, ErrorCode.HOST_TIMEOUT, ErrorCode.CONNECTION_FAILED, ErrorCode.CONNECTION_LOST);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final TargetResolver resolver;
    private final Optional<Path> agentSocket;
    private final Passphrases passphrases;
    private final HostKeyCheck hostKeys = new HostKeyCheck(new HostKeyStore());
    private final Set<HostConnection> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Running running;

    /** The client with its threads, and the logins made with it. */
    private record Running(SshClient client, SshThreads threads, SshLogins logins) {
        /** Sessions, then the client, then the threads that complete what both have begun. */
        void end() {
            logins.close();
            client.stop();
            threads.end();
        }
    }

    /** With the files in the home directory of the user who runs the tool, and the agent of the environment. */
    public SshConnector(PassphrasePrompt prompt) {
        this(Path.of(System.getProperty("user.home")), Path.of("/etc/ssh/ssh_config"), System.getenv(), prompt);
    }

    SshConnector(Path home, Path systemConfig, Map<String, String> environment, PassphrasePrompt prompt) {
        this.passphrases = new Passphrases(prompt);
        var config = new OpenSshConfig(home, List.of(home.resolve(".ssh/config"), systemConfig));
        this.resolver = new TargetResolver(config, home, System.getProperty("user.name"));
        this.agentSocket = Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    @Override
    public HostConnection open(ConnectionSettings settings) {
        SshTarget target = resolver.resolve(settings);
        for (int attempt = 0; ; attempt++) {
            try {
                var connection =
                        ShellConnection.patient(settings.name(), logins().login(target), target.connectTimeout());
                open.add(connection);
                return connection;
            } catch (DeployException failure) {
                if (attempt >= target.patience().retries()
                        || !WORTH_A_RETRY.contains(failure.diagnostic().code())) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    /** Starts the client and runs once through what a login computes, so that the JDK has loaded and linked it. */
    @Override
    public void warmUp() {
        logins();
        CryptoWarmUp.run();
    }

    private static void pause(int attempt) {
        long millis = Math.min(FIRST_PAUSE_MILLIS << Math.min(attempt, 10), LONGEST_PAUSE_MILLIS);
        LockSupport.parkNanos(millis * 1_000_000);
    }

    private SshLogins logins() {
        lock.lock();
        try {
            Running known = running;
            if (known == null) {
                known = start();
                running = known;
            }
            return known.logins();
        } finally {
            lock.unlock();
        }
    }

    private Running start() {
        JdkEdDsaRegistrar.register();
        var threads = new SshThreads();
        SshClient client = SshClients.start(hostKeys, agentSocket, threads);
        return new Running(client, threads, new SshLogins(client, agentSocket, passphrases));
    }

    /** Closes what is open and waits for the client's threads: one left in native code would hold up the exit. */
    @Override
    public void close() {
        lock.lock();
        try {
            open.forEach(HostConnection::close);
            open.clear();
            if (running != null) {
                running.end();
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
