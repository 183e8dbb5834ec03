package com.foobar.deploy.cli.vault;

import com.foobar.deploy.value.vault.VaultCipher;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vault encrypt}. */
@Command(
        name = "encrypt",
        description = "Encrypts whole files, or what comes on standard input.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy vault encrypt group_vars/all/vault.yml",
            "  foobar-deploy vault encrypt tls.key --output roles/tls/files/tls.key --vault-id prod@~/.prod-password"
        })
final class VaultEncryptCommand implements Callable<Integer> {
    @Mixin
    private VaultFiles files = new VaultFiles();

    @Mixin
    private VaultOptions options = new VaultOptions();

    @Override
    public Integer call() {
        return files.convert(VaultFiles::clear, () -> {
            VaultPasswords.Labelled password = options.forEncryption();
            return (clear, _) -> VaultCipher.encrypt(clear, password.password(), Optional.of(password.id()))
                    .getBytes(StandardCharsets.UTF_8);
        });
    }
}
