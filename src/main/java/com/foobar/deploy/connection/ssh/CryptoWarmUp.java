package com.foobar.deploy.connection.ssh;

import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.kex.AbstractDH;
import org.apache.sshd.common.kex.BuiltinDHFactories;

/** Computes once what most logins compute, without a connection. */
final class CryptoWarmUp {
    private CryptoWarmUp() {}

    /** What fails here fails again, with a better message, where it is needed. */
    @SuppressWarnings("EmptyCatch")
    static void run() {
        try {
            exchangeKeys();
            encrypt();
        } catch (Exception _) {
            // MINA's factories declare Exception; see above.
        }
    }

    private static void exchangeKeys() throws Exception {
        AbstractDH ours = BuiltinDHFactories.curve25519.create();
        AbstractDH theirs = BuiltinDHFactories.curve25519.create();
        ours.setF(theirs.getE());
        theirs.setF(ours.getE());
        ours.getK();
        var digest = BuiltinDigests.sha256.create();
        digest.init();
        digest.update(ours.getE());
        digest.digest();
    }

    private static void encrypt() throws Exception {
        Cipher cipher = BuiltinCiphers.aes128gcm.create();
        cipher.init(Cipher.Mode.Encrypt, new byte[cipher.getKdfSize()], new byte[cipher.getIVSize()]);
        cipher.updateWithAAD(new byte[64], 0, 4, 32);
    }
}
