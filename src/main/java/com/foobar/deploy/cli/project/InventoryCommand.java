package com.foobar.deploy.cli.project;

import com.foobar.deploy.cli.option.InventoryOptionsMixin;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.template.filter.format.JsonWriter;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code inventory}: what hosts there are, and where their variables come from. */
@Command(
        mixinStandardHelpOptions = true,
        subcommands = {InventoryCommand.ListHosts.class, InventoryCommand.Graph.class, InventoryCommand.Explain.class},
        synopsisSubcommandLabel = "list | graph | explain",
        footer = {
            "",
            "Examples:",
            "  foobar-deploy inventory graph -i inventories/lab",
            "  foobar-deploy inventory list -i inventories/lab",
            "  foobar-deploy inventory explain web-01 -i inventories/lab",
            "  foobar-deploy inventory explain web-01 ansible_port -i inventories/lab"
        })
public final class InventoryCommand implements Runnable {
    private static final int INDENT = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints everything as JSON. */
    @Command(
            name = "list",
            description = "Prints groups, hosts and variables as JSON, as `ansible-inventory --list` does.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  foobar-deploy inventory list -i inventories/lab",
                "  foobar-deploy inventory list -i inventories/production -i web-09,"
            })
    static final class ListHosts implements Runnable {
        @ParentCommand
        private InventoryCommand parent = new InventoryCommand();

        @Mixin
        private InventoryOptionsMixin options = new InventoryOptionsMixin();

        @Override
        public void run() {
            var masked = ShownValue.masked(options.load().list());
            parent.out().println(JsonWriter.write(masked, JsonWriter.Style.indented(INDENT, true)));
            parent.out().flush();
        }
    }

    /** Draws the groups. */
    @Command(
            name = "graph",
            description = "Draws the groups with their hosts as a tree.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  foobar-deploy inventory graph -i inventories/lab",
                "  foobar-deploy inventory graph -i inventories/lab --vars"
            })
    static final class Graph implements Runnable {
        @ParentCommand
        private InventoryCommand parent = new InventoryCommand();

        @Mixin
        private InventoryOptionsMixin options = new InventoryOptionsMixin();

        @Option(names = "--vars", description = "Show the variables of groups and hosts too.")
        private boolean variables;

        @Override
        public void run() {
            new InventoryGraph(options.load(), variables, parent.out()::println).draw();
            parent.out().flush();
        }
    }

    /** Tells where values come from. */
    @Command(
            name = "explain",
            description = {
                "Shows each variable that the inventory gives a host, with its level of precedence, file and line,",
                "and below it the weaker values that it overrides. Values are shown as written; secrets are masked."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  foobar-deploy inventory explain web-01 -i inventories/lab",
                "  foobar-deploy inventory explain web-01 ansible_port -i inventories/lab",
                "  foobar-deploy inventory explain web -i inventories/lab --playbook playbooks/site.yml"
            })
    static final class Explain implements Runnable {
        @ParentCommand
        private InventoryCommand parent = new InventoryCommand();

        @Mixin
        private InventoryOptionsMixin options = new InventoryOptionsMixin();

        @Parameters(index = "0", paramLabel = "HOST", description = "A host, or a pattern of hosts.")
        private String host = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "VAR", description = "This variable only, in full.")
        private Optional<String> variable = Optional.empty();

        @Override
        public void run() {
            Inventory inventory = options.load();
            var explanation = new VariableExplanation(inventory, parent.out()::println);
            inventory.selectKnown(host).forEach(each -> explanation.tell(each, variable));
            parent.out().flush();
        }
    }
}
