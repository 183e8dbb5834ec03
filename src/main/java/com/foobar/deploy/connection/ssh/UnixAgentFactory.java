package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** Asks the agent for each login; never forwards it. */
final class UnixAgentFactory implements SshAgentFactory {
    private final Path socket;

    UnixAgentFactory(Path socket) {
        this.socket = socket;
    }

    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    /** None where the agent does not answer: the other keys may do. */
    @Override
    public @Nullable SshAgent createClient(@Nullable Session session, FactoryManager manager) {
        LoginAttempt attempt =
                Optional.ofNullable(session).flatMap(LoginAttempt::of).orElseThrow();
        try {
            return new UnixAgent(socket, key -> isOffered(attempt.target, key));
        } catch (IOException e) {
            attempt.note("the agent at `" + socket + "` does not answer");
            return null;
        }
    }

    private static boolean isOffered(SshTarget target, PublicKey key) {
        if (!target.keys().only()) {
            return true;
        }
        Set<String> wanted = new HashSet<>();
        Stream.concat(target.keys().pinned().stream(), target.keys().identities().stream())
                .flatMap(file -> PrivateKeys.publicHalf(file).stream())
                .forEach(half -> wanted.add(KeyUtils.getFingerPrint(half)));
        return wanted.contains(KeyUtils.getFingerPrint(key));
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) {
        throw new UnsupportedOperationException("no agent is served");
    }
}
