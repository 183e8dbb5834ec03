package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/**
 * An SSH server in this process, on a port of the loopback address, for one key. Its commands run as this user, so it is
 * for the rehearsal only. It is in this package since it needs {@link JdkEdDsaRegistrar}.
 */
public final class LoopbackHost implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;

    private LoopbackHost(KeyPair hostKey) {
        this.hostKey = hostKey;
    }

    /**
     * @param authorized the line of authorized_keys that may log in
     * @param first shell text that every command starts with
     */
    public static LoopbackHost start(String authorized, String first) {
        JdkEdDsaRegistrar.register();
        try {
            PublicKey accepted = AuthorizedKeyEntry.parseAuthorizedKeyEntry(authorized)
                    .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
            var host = new LoopbackHost(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            host.listen(accepted, first);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void listen(PublicKey accepted, String first) throws IOException {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, accepted));
        server.setSubsystemFactories(List.of());
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) -> new LoopbackCommand(first + command, _ -> {}));
        server.start();
    }

    public int port() {
        return server.getPort();
    }

    /** Its key, and keys of the other types that a host commonly has: reading them is part of a login too. */
    public List<String> knownHostsLines() {
        try {
            return List.of(
                    line(hostKey),
                    line(KeyPairGenerator.getInstance("RSA").generateKeyPair()),
                    line(KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String line(KeyPair pair) {
        HostKey key = HostKey.of(pair.getPublic());
        return "[127.0.0.1]:" + port() + " " + key.type() + " " + key.base64();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
