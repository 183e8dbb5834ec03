package com.foobar.deploy.cli.project;

import com.foobar.deploy.cli.option.LabOptionsMixin;
import com.foobar.deploy.cli.vault.VaultOptions;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.site.SiteInventory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code init}: a project to begin with. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy init my-servers",
            "  foobar-deploy init --site inventories/my-site --vault-password-file ~/.my-site-vault"
        })
public final class InitCommand implements Callable<Integer> {
    private static final List<String> FILES = List.of(
            "README.md",
            "inventory.yml",
            "site.yml",
            "group_vars/all/vars.yml",
            "roles/greeting/defaults/main.yml",
            "roles/greeting/tasks/main.yml",
            "roles/greeting/templates/greeting.txt.mustache",
            "gitignore");

    @Parameters(arity = "0..1", paramLabel = "DIRECTORY", description = "Where; by default the directory you are in.")
    private Path folder = Path.of("");

    @Option(
            names = "--site",
            description = {
                "Makes an inventory for the three-server site on servers of your own instead, with generated",
                "passwords in a vault. A password file that is named and not there is made."
            })
    private boolean site;

    @Mixin
    private VaultOptions vault = new VaultOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (site) {
            return makeSite();
        }
        refuseExisting(FILES.stream().map(this::target).toList());
        for (String name : FILES) {
            Path file = target(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (InputStream content = InitCommand.class.getResourceAsStream("starter/" + name)) {
                if (content == null) {
                    throw new IllegalStateException("starter/" + name + " is missing");
                }
                Files.copy(content, file);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        String enter = folder.toString().isEmpty() ? "" : "cd " + folder + " && ";
        out.println("made " + FILES.size() + " files; go on with:");
        out.println("  " + enter + "foobar-deploy plan site.yml -i inventory.yml");
        out.flush();
        return ExitCode.FINE.number();
    }

    private Path target(String name) {
        return folder.resolve(name.equals("gitignore") ? ".gitignore" : name);
    }

    private Integer makeSite() throws IOException {
        var inventory = new SiteInventory(LabOptionsMixin.home(), folder);
        refuseExisting(inventory.files());
        inventory.write(vault.forNewVault());
        PrintWriter out = spec.commandLine().getOut();
        String name = folder.toString().isEmpty() ? "." : folder.toString();
        out.println("made " + inventory.files().size() + " files; write your hosts' addresses into "
                + folder.resolve("hosts.yml") + ", then:");
        out.println("  foobar-deploy plan playbooks/site.yml -i " + name + vault.arguments());
        out.flush();
        return ExitCode.FINE.number();
    }

    private static void refuseExisting(List<Path> files) {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw Diagnostic.of(ErrorCode.USAGE, "`" + file + "` is there already; nothing was written")
                        .advise("name another directory: foobar-deploy init DIRECTORY")
                        .toException();
            }
        }
    }
}
