package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LoginKeyTest {
    private final LoginKey key = LoginKey.generate("lab");

    @Test
    void privateTextHoldsWhatOpenSshReads() {
        ByteBuffer whole = ByteBuffer.wrap(decodePrivate());
        byte[] magic = new byte[15];
        whole.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("openssh-key-v1\0");
        assertThat(text(whole)).isEqualTo("none");
        assertThat(text(whole)).isEqualTo("none");
        assertThat(text(whole)).isEmpty();
        assertThat(whole.getInt()).isEqualTo(1);
        assertThat(bytes(whole)).isEqualTo(publicBlob());
        ByteBuffer secret = ByteBuffer.wrap(bytes(whole));
        assertThat(whole.hasRemaining()).isFalse();
        assertThat(secret.limit() % 8).isZero();
        assertThat(secret.getInt()).isEqualTo(secret.getInt());
        assertThat(text(secret)).isEqualTo("ssh-ed25519");
    }

    @Test
    void theTwoHalvesBelongTogether() throws Exception {
        ByteBuffer whole = ByteBuffer.wrap(decodePrivate());
        whole.position(15);
        for (int skipped = 0; skipped < 3; skipped++) {
            bytes(whole);
        }
        whole.getInt();
        bytes(whole);
        ByteBuffer secret = ByteBuffer.wrap(bytes(whole));
        secret.position(8);
        text(secret);
        byte[] publicKey = bytes(secret);
        byte[] seed = Arrays.copyOf(bytes(secret), 32);

        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
        signer.update(new byte[] {1, 2, 3});
        byte[] signature = signer.sign();
        // RFC 8410: the fixed head of an Ed25519 key in X.509.
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(publicKey));
        signer.initVerify(factory.generatePublic(new X509EncodedKeySpec(encoded)));
        signer.update(new byte[] {1, 2, 3});
        assertThat(signer.verify(signature)).isTrue();
    }

    private byte[] decodePrivate() {
        String body = key.privateText()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .reduce("", String::concat);
        return Base64.getDecoder().decode(body);
    }

    private byte[] publicBlob() {
        String[] words = key.publicLine().split(" ");
        assertThat(words).hasSize(3).startsWith("ssh-ed25519").endsWith("lab");
        return Base64.getDecoder().decode(words[1]);
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] some = new byte[from.getInt()];
        from.get(some);
        return some;
    }

    private static String text(ByteBuffer from) {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }
}
