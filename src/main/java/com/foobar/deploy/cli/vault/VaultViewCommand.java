package com.foobar.deploy.cli.vault;

import com.foobar.deploy.value.vault.VaultFile;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vault view}. */
@Command(
        name = "view",
        description = "Prints what encrypted files hold; the files stay as they are.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy vault view group_vars/all/vault.yml --vault-id prod@prompt"})
final class VaultViewCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Encrypted files.")
    private List<Path> files = List.of();

    @Mixin
    private VaultOptions options = new VaultOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<VaultFile> wanted = files.stream().map(VaultFile::new).toList();
        List<String> envelopes = wanted.stream().map(VaultFile::envelope).toList();
        VaultPasswords passwords = options.forDecryption();
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < wanted.size(); i++) {
            byte[] clear = passwords.decrypt(envelopes.get(i), wanted.get(i).place());
            out.print(new String(clear, StandardCharsets.UTF_8));
        }
        out.flush();
        return 0;
    }
}
