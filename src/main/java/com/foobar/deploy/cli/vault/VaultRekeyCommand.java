package com.foobar.deploy.cli.vault;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.vault.VaultCipher;
import com.foobar.deploy.value.vault.VaultFile;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vault rekey}. */
@Command(
        name = "rekey",
        description = "Encrypts files with another password. No file is written before all were decrypted.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy vault rekey group_vars/all/vault.yml --vault-id old --new-vault-password-file new",
            "  foobar-deploy vault rekey secrets/*.yml --vault-id dev@dev-password --new-vault-id prod@prompt"
        })
final class VaultRekeyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Encrypted files.")
    private List<Path> paths = List.of();

    @Mixin
    private VaultOptions options = new VaultOptions();

    @Option(
            names = {"--new-vault-password-file"},
            paramLabel = "FILE",
            description = "File or program with the new password.")
    private Optional<String> newFile = Optional.empty();

    @Option(
            names = "--new-vault-id",
            paramLabel = "ID@SOURCE",
            description = "The new password with its label; without a source the label only.")
    private Optional<String> newId = Optional.empty();

    @Override
    public Integer call() {
        List<VaultFile> files = paths.stream().map(VaultFile::new).toList();
        List<String> envelopes = files.stream().map(VaultFile::envelope).toList();
        VaultPasswords old = options.forDecryption();
        List<byte[]> clear = java.util.stream.IntStream.range(0, files.size())
                .mapToObj(i -> old.decrypt(envelopes.get(i), files.get(i).place()))
                .toList();
        VaultPasswords.Labelled fresh = newPassword();
        for (int i = 0; i < files.size(); i++) {
            String envelope = VaultCipher.encrypt(clear.get(i), fresh.password(), Optional.of(fresh.id()));
            files.get(i).replace(envelope.getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private VaultPasswords.Labelled newPassword() {
        if (newFile.isPresent() && newId.isPresent() && newId.get().contains("@")) {
            throw Diagnostic.of(ErrorCode.USAGE, "both --new-vault-id and --new-vault-password-file name a password")
                    .toException();
        }
        String id = newId.map(text -> text.replaceFirst("@.*", "")).orElse("default");
        Optional<String> source =
                newId.filter(text -> text.contains("@")).map(text -> text.replaceFirst("^[^@]*@", ""));
        if (newFile.or(() -> source).filter(given -> !given.equals("prompt")).isEmpty()) {
            return new VaultPasswords.Labelled(id, "prompt", VaultOptions.askTwice(id));
        }
        String spelled = id + "@" + newFile.or(() -> source).orElseThrow();
        return VaultOptions.gather(List.of(), List.of(spelled), false, Map.of(), "")
                .forEncryption(Optional.of(id))
                .orElseThrow();
    }
}
