package com.foobar.deploy.cli.vault;

import com.foobar.deploy.value.vault.Editor;
import com.foobar.deploy.value.vault.VaultCipher;
import com.foobar.deploy.value.vault.VaultFile;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vault edit}. */
@Command(
        name = "edit",
        aliases = "create",
        description = {
            "Opens an encrypted file in your editor (VISUAL, EDITOR, vi) and encrypts it again with the same password.",
            "A file that does not exist is made. The clear text lies in a directory that only you can read, in memory",
            "where the system has such a place, and is wiped in any case."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy vault edit group_vars/all/vault.yml",
            "  EDITOR='code --wait' foobar-deploy vault edit group_vars/all/vault.yml --vault-id prod@prompt"
        })
final class VaultEditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The encrypted file.")
    private Path path = Path.of("");

    @Mixin
    private VaultOptions options = new VaultOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var file = new VaultFile(path);
        if (file.exists()) {
            edit(file);
        } else {
            create(file);
        }
        return 0;
    }

    private void edit(VaultFile file) {
        String envelope = file.envelope();
        VaultPasswords.Opened opened = options.forDecryption().open(envelope, file.place());
        byte[] edited = editor(opened.clear());
        if (Arrays.equals(edited, opened.clear())) {
            spec.commandLine().getErr().println("nothing changed; " + path + " is as it was");
            return;
        }
        file.replace(bytes(VaultCipher.encrypt(edited, opened.password(), opened.id())));
    }

    private void create(VaultFile file) {
        VaultPasswords.Labelled password = options.forEncryption();
        byte[] written = editor(new byte[0]);
        file.replace(bytes(VaultCipher.encrypt(written, password.password(), Optional.of(password.id()))));
    }

    private byte[] editor(byte[] clear) {
        return new Editor(System.getenv()).edit(String.valueOf(path.getFileName()), clear);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
