package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.LabOptionsMixin;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.Lab;
import com.foobar.deploy.lab.LabImage;
import com.foobar.deploy.lab.LabOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lab}: hosts in containers for trials. */
@Command(
        mixinStandardHelpOptions = true,
        subcommands = {LabCommand.Up.class, LabCommand.Down.class, LabCommand.Status.class, LabCommand.Shell.class},
        synopsisSubcommandLabel = "up | down | status | shell",
        footer = {
            "",
            "Examples:",
            "  foobar-deploy lab up",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab",
            "  foobar-deploy lab down"
        })
public final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String line) {
        out().println("  " + line);
        out().flush();
    }

    private Lab lab(LabOptions options) {
        return new Lab(options, ContainerEngine.find(), this::say);
    }

    /** Brings the hosts up. */
    @Command(
            name = "up",
            description = "Brings the hosts up and waits until they take logins; quick where they already do.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  foobar-deploy lab up",
                "  foobar-deploy lab up --name small --hosts solo-01 --ssh-port-base 2301 --http-port 8180"
            })
    static final class Up implements Callable<Integer> {
        @ParentCommand
        private LabCommand parent = new LabCommand();

        @Mixin
        private LabOptionsMixin mixin = new LabOptionsMixin();

        @Override
        public Integer call() {
            LabOptions options = mixin.options();
            Instant start = Instant.now();
            boolean changed = parent.lab(options).up();
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
            parent.out()
                    .printf(
                            Locale.ROOT,
                            "Lab `%s` is up%s (%.1f s): %s%n",
                            options.name(),
                            changed ? "" : " already",
                            seconds,
                            String.join(", ", options.hosts()));
            parent.out().println("Inventory: " + inventory(options));
            return ExitCode.FINE.number();
        }

        private static String inventory(LabOptions options) {
            return options.equals(LabOptions.standard(options.home()))
                    ? "-i inventories/lab"
                    : "-i inventories/lab -i " + options.home().relativize(options.inventory());
        }
    }

    /** Removes the hosts. */
    @Command(
            name = "down",
            description = "Removes the hosts, their network and their keys; the images stay for the next time.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy lab down", "  foobar-deploy lab down --images"})
    static final class Down implements Callable<Integer> {
        @ParentCommand
        private LabCommand parent = new LabCommand();

        @Mixin
        private LabOptionsMixin mixin = new LabOptionsMixin();

        @Option(names = "--images", description = "Removes the images too.")
        private boolean images;

        @Override
        public Integer call() {
            LabOptions options = mixin.options();
            ContainerEngine engine = ContainerEngine.find();
            new Lab(options, engine, parent::say).down();
            if (images) {
                new LabImage(engine).removeAll(parent::say);
            }
            parent.out().println("Lab `" + options.name() + "` is gone.");
            return ExitCode.FINE.number();
        }
    }

    /** Shows the hosts. */
    @Command(
            name = "status",
            description = "Shows the hosts, their ports, and whether they take logins.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy lab status"})
    static final class Status implements Callable<Integer> {
        private static final String ROW = "%-16s %-10s %-16s %-18s %s%n";

        @ParentCommand
        private LabCommand parent = new LabCommand();

        @Mixin
        private LabOptionsMixin mixin = new LabOptionsMixin();

        @Override
        public Integer call() {
            List<Lab.HostStatus> rows = parent.lab(mixin.options()).status();
            PrintWriter out = parent.out();
            out.printf(Locale.ROOT, ROW, "HOST", "CONTAINER", "ADDRESS", "SSH", "LOGINS");
            for (Lab.HostStatus row : rows) {
                out.printf(
                        Locale.ROOT,
                        ROW,
                        row.host().name(),
                        row.container(),
                        row.host().address(),
                        "127.0.0.1:" + row.host().sshPort(),
                        row.ssh() ? "yes" : "no");
            }
            out.flush();
            return rows.stream().allMatch(Lab.HostStatus::ssh)
                    ? ExitCode.FINE.number()
                    : ExitCode.HOSTS_UNREACHABLE.number();
        }
    }

    /** Opens a shell on a host. */
    @Command(
            name = "shell",
            description = "Opens a shell on a host as `deploy`, or runs one command there.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  foobar-deploy lab shell web-01",
                "  foobar-deploy lab shell lb-01 -- sudo systemctl status haproxy"
            })
    static final class Shell implements Callable<Integer> {
        @ParentCommand
        private LabCommand parent = new LabCommand();

        @Mixin
        private LabOptionsMixin mixin = new LabOptionsMixin();

        @Parameters(index = "0", paramLabel = "HOST", description = "The host.")
        private String host = "";

        @Parameters(index = "1..*", paramLabel = "COMMAND", description = "What to run; without it, a login shell.")
        private List<String> command = List.of();

        @Override
        public Integer call() {
            return parent.lab(mixin.options()).shell(host, command);
        }
    }
}
