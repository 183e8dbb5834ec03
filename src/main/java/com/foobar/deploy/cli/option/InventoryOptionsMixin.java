package com.foobar.deploy.cli.option;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which inventory is meant and how its secrets are opened. */
public final class InventoryOptionsMixin {
    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "INVENTORY",
            description = "A file, a directory, a program, or hosts with a comma (`-i web-01,`); may be repeated.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = {"--playbook", "--playbook-dir"},
            paramLabel = "PATH",
            description = "A playbook, or its directory: the group_vars and host_vars beside it count too.")
    private Optional<Path> playbook = Optional.empty();

    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description = "A file that holds a vault password, or a program that prints it; may be repeated.")
    private List<String> passwordFiles = new ArrayList<>();

    @Option(
            names = "--vault-id",
            paramLabel = "ID@SOURCE",
            description = "A labelled vault password from a file, a program or `prompt`; may be repeated.")
    private List<String> vaultIds = new ArrayList<>();

    @Option(
            names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
            description = "Ask for the vault password.")
    private boolean askVaultPassword;

    public Inventory load() {
        var passwords = VaultPasswords.gather(
                passwordFiles, vaultIds, askVaultPassword, System.getenv(), InventoryOptionsMixin::ask);
        return Inventory.load(sources(), playbook.map(InventoryOptionsMixin::folder), passwords);
    }

    private List<String> sources() {
        if (!sources.isEmpty()) {
            return sources;
        }
        String named = System.getenv("ANSIBLE_INVENTORY");
        if (named == null || named.isBlank()) {
            throw Diagnostic.of(ErrorCode.USAGE, "no inventory is given")
                    .advise("name one with -i, such as `-i inventories/lab`")
                    .toException();
        }
        return List.of(named);
    }

    private static Path folder(Path playbook) {
        if (Files.isDirectory(playbook)) {
            return playbook;
        }
        @Nullable Path parent = playbook.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static Secret ask(String id) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Vault password (%s): ", id);
        if (typed == null) {
            throw Diagnostic.of(ErrorCode.NEEDS_CONFIRMATION, "there is no terminal to ask for the vault password")
                    .advise("give it with --vault-password-file FILE")
                    .toException();
        }
        return new Secret(new String(typed));
    }
}
