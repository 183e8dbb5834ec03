package com.foobar.deploy.cli.option;

import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which inventory, and how its vaults are opened. */
public final class InventoryOptions {
    private static final String DEFAULT = "inventories/production";

    @Option(
            names = {"-i", "--inventory", "--inventory-file"},
            paramLabel = "SOURCE",
            description = "Inventory file, directory, or hosts with a comma (`web-01,web-02,`). May be repeated."
                    + " Default: ANSIBLE_INVENTORY, else inventories/production.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description = "File that holds the vault password, or a program that prints it. May be repeated.")
    private List<String> vaultPasswordFiles = new ArrayList<>();

    @Option(
            names = "--vault-id",
            paramLabel = "ID@SOURCE",
            description = "Vault id with its password's file, or ID@prompt. May be repeated.")
    private List<String> vaultIds = new ArrayList<>();

    @Option(
            names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
            description = "Asks for the vault password.")
    private boolean askVaultPassword;

    /** True where an inventory was named, by an option or the environment. */
    public boolean named() {
        return !sources.isEmpty() || System.getenv("ANSIBLE_INVENTORY") != null;
    }

    /**
     * Refuses a command that changes hosts without asking where no inventory was named.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException USAGE
     */
    public void requireNamed(String command) {
        if (!named()) {
            throw Diagnostic.of(ErrorCode.USAGE, command + " asks nothing, so it needs an inventory that is named")
                    .advise("the default would be " + DEFAULT + "; name it, or another one, with -i")
                    .advise("or set `inventory` in foobar-deploy.yml")
                    .toException();
        }
    }

    /** Says which inventory is used where none was named. */
    public void mentionDefault(PrintWriter err) {
        if (!named()) {
            err.println("note: no inventory is named; using " + DEFAULT);
        }
    }

    /** Where none is given on the command line. */
    void adopt(List<String> earlier) {
        if (sources.isEmpty()) {
            sources.addAll(earlier);
        }
    }

    public List<String> sources() {
        if (!sources.isEmpty()) {
            return sources;
        }
        String environment = System.getenv("ANSIBLE_INVENTORY");
        return List.of(environment == null ? DEFAULT : environment);
    }

    public VaultReader vault() {
        return VaultPasswords.gather(
                vaultPasswordFiles,
                vaultIds,
                askVaultPassword,
                System.getenv(),
                id -> Prompts.secret("Vault password (" + id + "): "));
    }
}
