package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.value.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** A public key as it is written: its type, and its bytes in base64. */
record HostKey(String type, String base64) {
    static HostKey of(PublicKey key) {
        String[] words = PublicKeyEntry.toString(key).split(" ", 3);
        return new HostKey(words[0], words[1]);
    }

    /** Empty unless the bytes are base64 and begin with the type; RFC 4253, 6.6. */
    static Optional<HostKey> parse(String type, String base64) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return Optional.empty();
            }
            byte[] inner = new byte[length];
            bytes.get(inner);
            boolean same = new String(inner, StandardCharsets.US_ASCII).equals(type);
            return same ? Optional.of(new HostKey(type, base64)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** As ssh-keygen -l shows it. */
    String fingerprint() {
        byte[] digest = Digests.start("SHA-256").digest(Base64.getDecoder().decode(base64));
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    /** The short name of the type: "ED25519", "ECDSA", "RSA". */
    String family() {
        if (type.contains("ed25519")) {
            return "ED25519";
        }
        return type.contains("ecdsa") ? "ECDSA" : type.contains("rsa") ? "RSA" : type;
    }
}
