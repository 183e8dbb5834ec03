package com.foobar.deploy.cli;

import com.foobar.deploy.cli.project.ConfigCommand;
import com.foobar.deploy.cli.project.GraphCommand;
import com.foobar.deploy.cli.project.InitCommand;
import com.foobar.deploy.cli.project.InventoryCommand;
import com.foobar.deploy.cli.project.LintCommand;
import com.foobar.deploy.cli.run.ApplyCommand;
import com.foobar.deploy.cli.run.AuditCommand;
import com.foobar.deploy.cli.run.ExecCommand;
import com.foobar.deploy.cli.run.FactsCommand;
import com.foobar.deploy.cli.run.LockCommand;
import com.foobar.deploy.cli.run.PlanCommand;
import com.foobar.deploy.cli.run.ReportCommand;
import com.foobar.deploy.cli.run.RunsCommand;
import com.foobar.deploy.cli.run.VerifyCommand;
import com.foobar.deploy.cli.site.PromoteCommand;
import com.foobar.deploy.cli.site.RejoinCommand;
import com.foobar.deploy.cli.site.ReleaseCommand;
import com.foobar.deploy.cli.site.ReplicationCommand;
import com.foobar.deploy.cli.site.ReseedCommand;
import com.foobar.deploy.cli.site.RollbackCommand;
import com.foobar.deploy.cli.vault.VaultCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/**
 * The commands below {@code foobar-deploy}. Most of the start of a run would go into reading the options of commands that
 * were not asked for, so only the one that is named is read whole.
 */
final class Subcommands {
    /** In the order of {@code --help}. */
    static final List<Subcommand> ALL = List.of(
            Subcommand.of("plan", PlanCommand.class, "Shows what apply would do, and changes nothing.")
                    .alias("check"),
            Subcommand.of(
                    "apply",
                    ApplyCommand.class,
                    "Brings the hosts to the state that the playbook describes.",
                    "Shows the plan first and asks for the inventory's name; -y skips both."),
            Subcommand.of(
                    "verify",
                    VerifyCommand.class,
                    "Runs the checks of every role (tasks/verify.yml); changes nothing but its own probe row."),
            Subcommand.of(
                    "facts",
                    FactsCommand.class,
                    "Shows the facts of the hosts of a pattern, under the names that playbooks use."),
            Subcommand.of(
                    "exec",
                    ExecCommand.class,
                    "Runs a command on the hosts of a pattern, each word as it is; --shell for shell text."),
            Subcommand.of(
                    "lab",
                    LabCommand.class,
                    "Containers that behave like bare hosts: systemd, sshd, sudo, and no Python."),
            Subcommand.of(
                    "demo",
                    DemoCommand.class,
                    "Brings up three hosts in containers, applies playbooks/site.yml, verifies, and says what to"
                            + " open."),
            Subcommand.of(
                    "inventory",
                    InventoryCommand.class,
                    "Shows hosts, groups and variables, and where each value comes from."),
            Subcommand.of(
                    "promote",
                    PromoteCommand.class,
                    "Makes a replica the primary, and the primary a replica, without losing a transaction.",
                    "Runs playbooks/promote.yml, or playbooks/promote-emergency.yml. A run that died can be run again.",
                    "Shows what the servers are and what it will do, and asks for the host's name; -y skips both."),
            Subcommand.of(
                    "rejoin",
                    RejoinCommand.class,
                    "Has a former primary, or a replica that was away, follow the primary.",
                    "What it has of its own is archived on the host, never replicated; then it is seeded again.",
                    "Runs playbooks/rejoin.yml.",
                    "Shows what the servers are and what it will do, and asks for the host's name; -y skips both."),
            Subcommand.of(
                    "reseed",
                    ReseedCommand.class,
                    "Wipes a replica and seeds it again from the primary. Its binary logs are archived on the host"
                            + " first.",
                    "Runs playbooks/reseed.yml.",
                    "Shows what the servers are and what it will do, and asks for the host's name; -y skips both."),
            Subcommand.of("replication", ReplicationCommand.class, "Shows what the databases are to each other."),
            Subcommand.of(
                    "release",
                    ReleaseCommand.class,
                    "Brings a new release of the application to the web hosts, one after the other, without a failed"
                            + " request.",
                    "A host that does not become ready goes back to what it ran; the hosts after it are not touched.",
                    "Runs playbooks/release.yml."),
            Subcommand.of(
                    "rollback",
                    RollbackCommand.class,
                    "Brings the web hosts back to a release that lies on them, in the same way as `release`.",
                    "Runs playbooks/rollback.yml."),
            Subcommand.of(
                    "drill",
                    DrillCommand.class,
                    "Breaks a lab that carries playbooks/site.yml, under load, and measures what is lost and for how"
                            + " long.",
                    "Another site is broken only by `-i INVENTORY --i-know`: then over SSH, and without switching"
                            + " hosts off.",
                    "Without a name it lists the drills."),
            Subcommand.of("docs", DocsCommand.class, "Explains a module and its arguments, or an error code."),
            Subcommand.of("runs", RunsCommand.class, "Lists the recorded runs of this project, the latest first."),
            Subcommand.of("vault", VaultCommand.class, "Encrypts and decrypts files and values, in Ansible's format."),
            Subcommand.of(
                    "lock", LockCommand.class, "Shows who holds the locks of hosts, and ends a run that does not end."),
            Subcommand.of(
                    "audit",
                    AuditCommand.class,
                    "Shows which runs changed a host, from the host's own log.",
                    "An apply that changed something leaves one line in its journal or syslog under the name"
                            + " foobar-deploy; a plan leaves none. Reading it needs root (-b) on most systems."),
            Subcommand.of(
                    "config",
                    ConfigCommand.class,
                    "Shows the settings, and where each comes from.",
                    "They come, the strongest first, from flags, the environment, foobar-deploy.yml in the directory"
                            + " you are in, ~/.config/foobar-deploy/config.yml, and the tool's own defaults."),
            Subcommand.of(
                    "lint",
                    LintCommand.class,
                    "Reads playbooks, roles and variables, and says what is wrong or unwise in them. No host is"
                            + " touched.",
                    "Undefined variables are looked for where an inventory is named. Exits with 6 if something is"
                            + " found."),
            Subcommand.of(
                    "graph",
                    GraphCommand.class,
                    "Draws the hosts of a playbook with the roles on them, as text, SVG or Mermaid. No host is"
                            + " touched."),
            Subcommand.of(
                    "init",
                    InitCommand.class,
                    "Makes a starter project: an inventory, a playbook and a role. Nothing is overwritten."),
            Subcommand.of(
                    "completion", CompletionCommand.class, "Prints the completion for a shell: bash, zsh or fish."),
            Subcommand.of("complete", CompleteCommand.class, "Prints words for a shell's completion.")
                    .unlisted(),
            Subcommand.of("report", ReportCommand.class, "Makes one HTML page of a recorded run, or JUnit XML."));

    private static final Set<String> ABOUT_VERSION = Set.of("-V", "--version");
    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "-V", "--version");

    private Subcommands() {}

    /** Adds what these arguments need. */
    static void addTo(CommandLine top, List<String> arguments) {
        Optional<Subcommand> named = arguments.stream().findFirst().flatMap(Subcommands::named);
        if (named.isPresent()) {
            named.get().addTo(top);
        } else if (isVersion(arguments)) {
            // Nothing of them is shown.
        } else if (ABOUT_ALL.containsAll(arguments)) {
            new CommandList(ALL).showIn(top);
        } else {
            ALL.forEach(command -> command.addTo(top));
        }
    }

    private static boolean isVersion(List<String> arguments) {
        return !arguments.isEmpty() && ABOUT_VERSION.containsAll(arguments);
    }

    private static Optional<Subcommand> named(String name) {
        return ALL.stream().filter(command -> command.names().contains(name)).findFirst();
    }
}
