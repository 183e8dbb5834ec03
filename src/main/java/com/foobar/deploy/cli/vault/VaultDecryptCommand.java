package com.foobar.deploy.cli.vault;

import com.foobar.deploy.value.vault.VaultPasswords;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vault decrypt}. */
@Command(
        name = "decrypt",
        description = "Decrypts whole files, or what comes on standard input.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy vault decrypt group_vars/all/vault.yml",
            "  foobar-deploy vault decrypt roles/tls/files/tls.key --output - | openssl pkey -noout -text"
        })
final class VaultDecryptCommand implements Callable<Integer> {
    @Mixin
    private VaultFiles files = new VaultFiles();

    @Mixin
    private VaultOptions options = new VaultOptions();

    @Override
    public Integer call() {
        return files.convert(VaultFiles::envelope, () -> {
            VaultPasswords passwords = options.forDecryption();
            return (envelope, place) -> passwords.decrypt(new String(envelope, StandardCharsets.UTF_8), place);
        });
    }
}
