package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.common.BuiltinFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;

/** Makes the one client of the process. */
final class SshClients {
    private static final List<BuiltinSignatures> SIGNATURES = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256,
            BuiltinSignatures.ed25519_cert,
            BuiltinSignatures.nistp256_cert,
            BuiltinSignatures.nistp384_cert,
            BuiltinSignatures.nistp521_cert,
            BuiltinSignatures.rsaSHA512_cert,
            BuiltinSignatures.rsaSHA256_cert);
    private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg14_256);
    private static final List<BuiltinCiphers> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr);
    private static final List<BuiltinMacs> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);
    private static final int HEARTBEATS_UNANSWERED = 3;

    private SshClients() {}

    static SshClient start(HostKeyCheck hostKeys, Optional<Path> agentSocket, SshThreads threads) {
        var client = ClientBuilder.builder()
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .keyExchangeFactories(
                        NamedFactory.setUpTransformedFactories(false, KEY_EXCHANGES, ClientBuilder.DH2KEX))
                .cipherFactories(BuiltinFactory.setUpFactories(false, CIPHERS))
                .macFactories(BuiltinFactory.setUpFactories(false, MACS))
                .signatureFactories(BuiltinFactory.setUpFactories(false, SIGNATURES))
                .serverKeyVerifier((session, address, key) -> isTrusted(hostKeys, session, key))
                .build();
        client.setServiceFactories(List.of(EagerLogin.factory(), watchedConnections()));
        client.setUserAuthFactories(List.of(
                EagerPublicKey.factory(),
                UserAuthKeyboardInteractiveFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
        agentSocket.ifPresent(socket -> client.setAgentFactory(new UnixAgentFactory(socket)));
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(() -> threads));
        client.addSessionListener(new Watcher(hostKeys));
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_UNANSWERED);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        client.start();
        return client;
    }

    /** The interval is read when the service is made, which is before anybody else sees the session. */
    private static ClientConnectionServiceFactory watchedConnections() {
        return new ClientConnectionServiceFactory() {
            @Override
            public Service create(Session session) throws IOException {
                LoginAttempt.of(session)
                        .map(attempt -> attempt.target.patience().keepAlive())
                        .ifPresent(interval -> CoreModuleProperties.HEARTBEAT_INTERVAL.set(session, interval));
                return super.create(session);
            }
        };
    }

    private static boolean isTrusted(HostKeyCheck hostKeys, Session session, PublicKey key) {
        LoginAttempt attempt = LoginAttempt.of(session).orElseThrow();
        var problem = hostKeys.problemOf(attempt.target, key);
        problem.ifPresent(attempt::refuse);
        return problem.isEmpty();
    }

    /** Orders the host-key algorithms by what is known of the host, and notes why a session ends. */
    private record Watcher(HostKeyCheck hostKeys) implements SessionListener {
        @Override
        public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
            LoginAttempt.of(session)
                    .map(attempt -> hostKeys.knownTypes(attempt.target))
                    .ifPresent(types -> proposal.put(KexProposalOption.SERVERKEYS, ordered(types)));
        }

        @Override
        public void sessionPeerIdentificationReceived(Session session, String version, List<String> extra) {
            LoginAttempt.of(session).ifPresent(LoginAttempt::progressed);
        }

        @Override
        public void sessionNegotiationStart(
                Session session, Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
            LoginAttempt.of(session).ifPresent(LoginAttempt::progressed);
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            LoginAttempt.of(session).ifPresent(LoginAttempt::progressed);
        }

        @Override
        public void sessionDisconnect(Session session, int code, String message, String language, boolean byUs) {
            if (!byUs) {
                LoginAttempt.of(session)
                        .ifPresent(attempt -> attempt.ended("the host said `" + PrintableText.of(message) + "`"));
            }
        }

        @Override
        public void sessionException(Session session, Throwable problem) {
            LoginAttempt.of(session).ifPresent(attempt -> attempt.ended(SshFailures.plain(problem)));
        }

        /** Known types first; certificates only where an authority is known, first of all. */
        private static String ordered(List<String> knownTypes) {
            var certified = new ArrayList<String>();
            var known = new ArrayList<String>();
            var others = new ArrayList<String>();
            for (BuiltinSignatures signature : SIGNATURES) {
                String name = signature.getName();
                String type = name.startsWith("rsa-sha2") ? "ssh-rsa" : name;
                if (name.contains("-cert-")) {
                    certified.add(name);
                } else {
                    (knownTypes.contains(type) ? known : others).add(name);
                }
            }
            var all = new ArrayList<>(knownTypes.contains("@cert-authority") ? certified : List.<String>of());
            all.addAll(known);
            all.addAll(others);
            return String.join(",", all);
        }
    }
}
