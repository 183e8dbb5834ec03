package com.foobar.deploy.value.vault;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts as ansible-vault: PBKDF2-HMAC-SHA256 with 10,000 rounds gives an AES key, an HMAC key and a
 * counter; AES-256 in counter mode over PKCS7-padded text; HMAC-SHA256 over the ciphertext.
 */
public final class VaultCipher {
    private static final int ROUNDS = 10_000;
    private static final int KEY = 32;
    private static final int BLOCK = 16;
    private static final int SALT = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private VaultCipher() {}

    /** True of a text that says of itself that it is encrypted. */
    public static boolean isEnvelope(String text) {
        return text.startsWith("$ANSIBLE_VAULT;");
    }

    /**
     * @return empty where the password does not fit (or the text was changed, which cannot be told apart)
     * @throws DeployException VAULT_FORMAT where the text is no whole envelope
     */
    public static Optional<byte[]> decrypt(String envelope, Secret password, Place place) {
        return decrypt(VaultEnvelope.parse(envelope, place), password, place);
    }

    /**
     * Encrypts with a fresh salt.
     *
     * @param id the label that format 1.2 keeps; without one, or with {@code default}, the format is 1.1
     */
    public static String encrypt(byte[] clear, Secret password, Optional<String> id) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return encrypt(clear, password, id, salt);
    }

    static String encrypt(byte[] clear, Secret password, Optional<String> id, byte[] salt) {
        Keys keys = Keys.derive(password, salt);
        byte[] ciphertext = keys.counterMode(Cipher.ENCRYPT_MODE, pad(clear));
        return new VaultEnvelope(id.filter(label -> !label.equals("default")), salt, keys.hmac(ciphertext), ciphertext)
                .format();
    }

    static Optional<byte[]> decrypt(VaultEnvelope envelope, Secret password, Place place) {
        Keys keys = Keys.derive(password, envelope.salt());
        // isEqual takes the same time wherever the first difference lies
        if (!MessageDigest.isEqual(keys.hmac(envelope.ciphertext()), envelope.hmac())) {
            return Optional.empty();
        }
        return Optional.of(unpad(keys.counterMode(Cipher.DECRYPT_MODE, envelope.ciphertext()), place));
    }

    private static byte[] pad(byte[] clear) {
        int padding = BLOCK - clear.length % BLOCK;
        byte[] padded = Arrays.copyOf(clear, clear.length + padding);
        Arrays.fill(padded, clear.length, padded.length, (byte) padding);
        return padded;
    }

    private static byte[] unpad(byte[] padded, Place place) {
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK || padding > padded.length) {
            throw VaultEnvelope.damaged("its padding is not valid", place);
        }
        return Arrays.copyOf(padded, padded.length - padding);
    }

    /** What the password and the salt give. */
    private record Keys(SecretKeySpec cipher, SecretKeySpec mac, IvParameterSpec counter) {
        static Keys derive(Secret password, byte[] salt) {
            var spec = new PBEKeySpec(password.reveal().toCharArray(), salt, ROUNDS, (2 * KEY + BLOCK) * 8);
            try {
                byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
                return new Keys(
                        new SecretKeySpec(bytes, 0, KEY, "AES"),
                        new SecretKeySpec(bytes, KEY, KEY, "HmacSHA256"),
                        new IvParameterSpec(bytes, 2 * KEY, BLOCK));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("PBKDF2WithHmacSHA256 is in every JDK", e);
            } finally {
                spec.clearPassword();
            }
        }

        byte[] hmac(byte[] text) {
            try {
                Mac hmac = Mac.getInstance("HmacSHA256");
                hmac.init(mac);
                return hmac.doFinal(text);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HmacSHA256 is in every JDK", e);
            }
        }

        byte[] counterMode(int mode, byte[] text) {
            try {
                Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
                aes.init(mode, cipher, counter);
                return aes.doFinal(text);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES/CTR is in every JDK", e);
            }
        }
    }
}
