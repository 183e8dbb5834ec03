package com.foobar.deploy.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A fresh Ed25519 key in OpenSSH's two text forms (PROTOCOL.key of OpenSSH; RFC 8709), so that a lab needs no
 * {@code ssh-keygen} on this machine.
 *
 * @param privateText unencrypted: the file must be for its owner only
 * @param publicLine a line for authorized_keys
 */
public record LoginKey(String privateText, String publicLine) {
    private static final String TYPE = "ssh-ed25519";
    private static final int KEY_BYTES = 32;

    public static LoginKey generate(String comment) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            // X.509 wraps the key's 32 bytes, which stand last.
            byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] blob = packed(out -> {
                text(out, TYPE);
                bytes(out, publicKey);
            });
            String line = TYPE + " " + Base64.getEncoder().encodeToString(blob) + " " + comment;
            return new LoginKey(privateText(publicKey, seed, blob, comment), line);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String privateText(byte[] publicKey, byte[] seed, byte[] blob, String comment) {
        byte[] secret = packed(out -> {
            int check = new SecureRandom().nextInt();
            out.writeInt(check);
            out.writeInt(check);
            text(out, TYPE);
            bytes(out, publicKey);
            out.writeInt(2 * KEY_BYTES);
            out.write(seed);
            out.write(publicKey);
            text(out, comment);
            for (int pad = 1; out.size() % 8 != 0; pad++) {
                out.writeByte(pad);
            }
        });
        byte[] whole = packed(out -> {
            out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
            text(out, "none");
            text(out, "none");
            text(out, "");
            out.writeInt(1);
            bytes(out, blob);
            bytes(out, secret);
        });
        String body = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(whole);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] packed(Writer writer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
