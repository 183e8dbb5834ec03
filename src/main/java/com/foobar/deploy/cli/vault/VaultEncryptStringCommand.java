package com.foobar.deploy.cli.vault;

import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.vault.VaultCipher;
import com.foobar.deploy.value.vault.VaultPasswords;
import com.foobar.deploy.value.vault.VaultString;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vault encrypt-string}. */
@Command(
        name = "encrypt-string",
        aliases = "encrypt_string",
        description = "Prints an encrypted value to paste into a YAML file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy vault encrypt-string --name db_password --prompt",
            "  pwgen -s 32 1 | tr -d '\\n' | foobar-deploy vault encrypt-string --name db_password"
        })
final class VaultEncryptStringCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "VALUE",
            description = "The values; better on standard input or by --prompt, since others can see a command line.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = {"-n", "--name", "--stdin-name"},
            paramLabel = "NAME",
            description = "The variable of each value, in order.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-p", "--prompt"},
            description = "Asks for the value.")
    private boolean prompt;

    @Mixin
    private VaultOptions options = new VaultOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<byte[]> clear = clear(err);
        if (names.size() > clear.size()) {
            throw Diagnostic.of(ErrorCode.USAGE, "there are more names than values")
                    .toException();
        }
        VaultPasswords.Labelled password = options.forEncryption();
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < clear.size(); i++) {
            String envelope = VaultCipher.encrypt(clear.get(i), password.password(), Optional.of(password.id()));
            out.print(VaultString.yaml(i < names.size() ? Optional.of(names.get(i)) : Optional.empty(), envelope));
        }
        out.flush();
        return 0;
    }

    private List<byte[]> clear(PrintWriter err) {
        if (prompt) {
            return List.of(bytes(Prompts.secret("Value: ").reveal()));
        }
        if (values.isEmpty() || values.equals(List.of("-"))) {
            byte[] read = VaultFiles.standardInput();
            if (read.length > 0 && read[read.length - 1] == '\n') {
                err.println("note: the value ends with a line break, which is encrypted too");
            }
            return List.of(read);
        }
        err.println("note: a value on the command line stays in the shell's history");
        return values.stream().map(VaultEncryptStringCommand::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
