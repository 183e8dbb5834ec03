package com.foobar.deploy.connection.ssh;

import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the pinned key at once. RFC 4252, 7 lets a client ask first whether a key would do, which saves a signature
 * and costs a round trip.
 */
final class EagerPublicKey extends UserAuthPublicKey {
    /** The types whose signature algorithm has the type's own name; an RSA key has several. */
    private static final Set<String> ONE_ALGORITHM =
            Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521");

    private boolean begun;

    private EagerPublicKey(@Nullable List<NamedFactory<Signature>> factories) {
        super(factories);
    }

    static UserAuthPublicKeyFactory factory() {
        return new UserAuthPublicKeyFactory() {
            @Override
            public UserAuthPublicKey createUserAuth(ClientSession session) {
                return new EagerPublicKey(getSignatureFactories());
            }
        };
    }

    /** Whether the key can be used without asking first. */
    static boolean suits(KeyPair pair) {
        return !(pair.getPublic() instanceof OpenSshCertificate) && ONE_ALGORITHM.contains(KeyUtils.getKeyType(pair));
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
        Optional<KeyPair> pinned = LoginAttempt.of(session).flatMap(LoginAttempt::pinned);
        if (begun || pinned.isEmpty() || keys == null || !keys.hasNext()) {
            return super.sendAuthDataRequest(session, service);
        }
        begun = true;
        current = keys.next();
        KeyPair pair = current.getKeyIdentity();
        String algorithm = KeyUtils.getKeyType(pair);
        chosenAlgorithm = algorithm;
        session.getPublicKeyAuthenticationReporter().signalAuthenticationAttempt(session, service, pair, algorithm);
        Buffer request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
        request.putString(session.getUsername());
        request.putString(service);
        request.putString(getName());
        request.putBoolean(true);
        request.putString(algorithm);
        request.putPublicKey(pair.getPublic());
        appendSignature(session, service, getName(), session.getUsername(), algorithm, pair.getPublic(), null, request);
        session.writePacket(request);
        return true;
    }
}
