package com.foobar.deploy.cli.vault;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vault}: files and values that only a password opens. */
@Command(
        mixinStandardHelpOptions = true,
        subcommands = {
            VaultEncryptCommand.class,
            VaultDecryptCommand.class,
            VaultViewCommand.class,
            VaultEditCommand.class,
            VaultRekeyCommand.class,
            VaultEncryptStringCommand.class
        },
        synopsisSubcommandLabel = "encrypt | decrypt | view | edit | rekey | encrypt-string",
        footer = {
            "",
            "Examples:",
            "  foobar-deploy vault encrypt group_vars/all/vault.yml --vault-password-file ~/.vault-password",
            "  foobar-deploy vault edit group_vars/all/vault.yml --vault-id prod@prompt",
            "  foobar-deploy vault encrypt-string --name db_password --prompt"
        })
public final class VaultCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
