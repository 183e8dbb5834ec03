package com.foobar.deploy.cli.vault;

import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.vault.GeneratedPassword;
import com.foobar.deploy.value.vault.VaultFile;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The passwords of the vault commands; the names and the environment variables are Ansible's. */
public final class VaultOptions {
    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description = "File that holds the vault password, or a program that prints it. May be repeated.")
    private List<String> passwordFiles = new ArrayList<>();

    @Option(
            names = "--vault-id",
            paramLabel = "ID@SOURCE",
            description = "Labelled vault password from a file, a program or `prompt`. May be repeated.")
    private List<String> vaultIds = new ArrayList<>();

    @Option(
            names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
            description = "Asks for the vault password.")
    private boolean ask;

    @Option(
            names = "--encrypt-vault-id",
            paramLabel = "ID",
            description = "Which of several vault ids encrypts (ANSIBLE_VAULT_ENCRYPT_IDENTITY).")
    private @Nullable String encryptId;

    /** Passwords to decrypt with; asked for where none is named. */
    VaultPasswords forDecryption() {
        VaultPasswords named = gather(ask, "Vault password");
        return named.hasPasswords() ? named : gather(true, "Vault password");
    }

    /** The password to encrypt with; asked for twice where none is named. */
    VaultPasswords.Labelled forEncryption() {
        VaultPasswords passwords = gather(ask, "New vault password");
        if (!passwords.hasPasswords()) {
            return new VaultPasswords.Labelled("default", "prompt", askTwice("default"));
        }
        Optional<String> wanted = Optional.ofNullable(encryptId)
                .or(() -> Optional.ofNullable(System.getenv("ANSIBLE_VAULT_ENCRYPT_IDENTITY")));
        if (wanted.isEmpty() && passwords.ids().size() > 1) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "several vault ids are given, and it is not said which one encrypts: "
                                    + String.join(", ", passwords.ids()))
                    .advise("say it with --encrypt-vault-id " + passwords.ids().getFirst())
                    .toException();
        }
        return passwords.forEncryption(wanted).orElseThrow(() -> noSuch(wanted.orElse(""), passwords.ids()));
    }

    /** As {@link #forEncryption}; a password file that is named and not there is made, with a generated password. */
    public VaultPasswords.Labelled forNewVault() {
        for (String name : passwordFiles) {
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                String password = GeneratedPassword.next(new SecureRandom()) + "\n";
                new VaultFile(file).replace(password.getBytes(StandardCharsets.UTF_8));
            }
        }
        return forEncryption();
    }

    /** The options of the command line that open what was encrypted with them. */
    public String arguments() {
        var words = new StringBuilder();
        passwordFiles.forEach(file -> words.append(" --vault-password-file ").append(file));
        vaultIds.forEach(id -> words.append(" --vault-id ").append(id));
        return words.isEmpty() ? " --ask-vault-pass" : words.toString();
    }

    private static RuntimeException noSuch(String id, List<String> known) {
        return Diagnostic.of(ErrorCode.USAGE, "there is no password with the vault id `" + id + "`")
                .suggest(id, known)
                .advise("give it with --vault-id " + id + "@FILE")
                .toException();
    }

    private VaultPasswords gather(boolean asking, String question) {
        return gather(passwordFiles, vaultIds, asking, System.getenv(), question);
    }

    static VaultPasswords gather(
            List<String> files, List<String> ids, boolean asking, Map<String, String> environment, String question) {
        return VaultPasswords.gather(
                files, ids, asking, environment, id -> Prompts.secret(question + " (" + id + "): "));
    }

    static Secret askTwice(String id) {
        Secret first = Prompts.secret("New vault password (" + id + "): ");
        if (!first.equals(Prompts.secret("The same again: "))) {
            throw Diagnostic.of(ErrorCode.USAGE, "the two passwords differ").toException();
        }
        if (first.reveal().isBlank()) {
            throw Diagnostic.of(ErrorCode.VAULT_PASSWORD, "the vault password is empty")
                    .toException();
        }
        return first;
    }
}
