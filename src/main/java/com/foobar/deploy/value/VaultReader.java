package com.foobar.deploy.value;

import com.foobar.deploy.diagnostic.Place;

/** Opens Ansible vaults (formats 1.1 and 1.2). */
public interface VaultReader {
    /**
     * Decrypts an envelope that starts with {@code $ANSIBLE_VAULT;}.
     *
     * @return the clear bytes
     * @throws com.foobar.deploy.diagnostic.DeployException VAULT_PASSWORD where no password fits, VAULT_FORMAT where
     *     the envelope is damaged
     */
    byte[] decrypt(String envelope, Place place);

    /** False where no password was given: encrypted values then stay undefined until somebody uses them. */
    boolean hasPasswords();

    /**
     * False of a text that is labelled for another password than those given: as without any password, it is then an
     * error only where somebody uses it.
     */
    default boolean isMeantFor(String envelope, Place place) {
        return hasPasswords();
    }

    /** Has no password, so opens nothing. */
    VaultReader NONE = new VaultReader() {
        @Override
        public byte[] decrypt(String envelope, Place place) {
            throw com.foobar.deploy.diagnostic.Diagnostic.of(
                            com.foobar.deploy.diagnostic.ErrorCode.VAULT_PASSWORD,
                            "this file is encrypted and no vault password was given")
                    .at(place)
                    .advise("give it with --vault-password-file FILE or --ask-vault-pass")
                    .toException();
        }

        @Override
        public boolean hasPasswords() {
            return false;
        }
    };
}
