package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.run.Assembly;
import com.foobar.deploy.cli.run.Recording;
import com.foobar.deploy.cli.run.SeveralSinks;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.value.VaultReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A playbook of the project that stands behind a command. It can be read, and changed, like any other. */
final class OperatePlaybook {
    private final RunFlags flags;
    private final VaultReader vault;
    private final String name;
    private final Path file;
    private final PrintWriter err;

    /**
     * @param name below {@code playbooks} of the directory where the command is run, else of the tool
     * @param err for what is wrong with the run's record
     */
    OperatePlaybook(RunFlags flags, String name, PrintWriter err) {
        this.flags = flags;
        this.name = name.replaceFirst("\\.ya?ml$", "");
        this.err = err;
        this.vault = flags.inventory().vault();
        Path here = Path.of("playbooks", name);
        this.file = Files.exists(here)
                ? here
                : Path.of(System.getProperty("foobar.home", ".")).resolve(here);
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException NO_HOSTS_MATCH, where the inventory has no such database */
    void checkDatabase(String host) {
        List<String> databases = databases();
        if (!databases.contains(host)) {
            throw Diagnostic.of(ErrorCode.NO_HOSTS_MATCH, "`" + host + "` is no host of the group `db`")
                    .suggest(host, databases)
                    .toException();
        }
    }

    List<String> databases() {
        Inventory inventory = Inventory.load(flags.inventory().sources(), Optional.ofNullable(file.getParent()), vault);
        return inventory.groups().containsKey("db")
                ? List.copyOf(inventory.groups().get("db"))
                : List.of();
    }

    /** Recorded like any run, under the playbook's name: it is not one that `apply --resume` goes on from. */
    RunResult run(Map<String, String> variables, Event.Sink events) {
        variables.forEach(flags::set);
        RunOptions options = flags.options(file, false, false, vault);
        try (var record = Recording.of(options, name, err)) {
            return play(options, SeveralSinks.of(events, record));
        }
    }

    /** Without locks, so that one can look while another run works. */
    RunResult look(Event.Sink events) {
        return play(flags.options(file, true, false, vault), events);
    }

    private RunResult play(RunOptions options, Event.Sink events) {
        try (var assembly = new Assembly(options, vault, flags.rolesPath())) {
            Deployment deployment = assembly.deployment(whole -> whole, events);
            return deployment.run();
        }
    }
}
