package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lock}: who is changing which host. */
@Command(
        name = "lock",
        description = "Shows who holds the locks of hosts, and ends a run that does not end.",
        mixinStandardHelpOptions = true,
        subcommands = {LockCommand.Status.class, LockCommand.Release.class},
        synopsisSubcommandLabel = "status | release",
        footer = {
            "",
            "Examples:",
            "  foobar-deploy lock status all -i inventories/lab",
            "  foobar-deploy lock release web-01 -i inventories/lab --force"
        })
final class LockCommand implements Runnable {
    /**
     * The owner's own words if the lock that a run of this user would take is held. The kernel's list tells it without
     * taking the lock for a moment, as trying it would.
     */
    private static final String HELD = """
            if [ "$(id -u)" = 0 ]; then l=/run/foobar-deploy.lock; else l=/tmp/foobar-deploy-$(id -u).lock; fi
            [ -s "$l" ] || exit 0
            i=$(stat -c %i "$l") || exit 0
            grep -q ":$i 0 EOF" /proc/locks || exit 0
            cat "$l"
            """;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Shows the holders. */
    @Command(
            name = "status",
            description = "Shows who holds the lock of each host. Exits with 7 if somebody does.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy lock status all -i inventories/lab"})
    static final class Status implements Callable<Integer> {
        @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "Which hosts; by default all.")
        private String pattern = "all";

        @Mixin
        private RunFlags flags = new RunFlags();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            var answers = new HostReading(flags, spec.commandLine().getErr()).of(pattern, HELD);
            boolean held = false;
            for (Map.Entry<String, String> host : answers.byHost().entrySet()) {
                List<String> holders = HostReading.lines(host.getValue());
                held |= !holders.isEmpty();
                out.println(host.getKey() + ": " + (holders.isEmpty() ? "free" : owner(holders.getFirst())));
            }
            out.flush();
            ExitCode exit = answers.result().exit();
            return (exit == ExitCode.FINE && held ? ExitCode.LOCKED : exit).number();
        }

        private static String owner(String line) {
            return "held by " + line;
        }
    }

    /** Ends what holds a lock. */
    @Command(
            name = "release",
            description = {
                "A lock is the kernel's: it is gone as soon as the run that holds it ends, whatever ends it, so there",
                "are no stale locks to remove. --force ends the holder on the host; what it was doing stays half done",
                "at worst by whole steps, and the next apply goes on from there."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy lock release web-01 -i inventories/lab --force"})
    static final class Release implements Callable<Integer> {
        /** The worker holds the lock on descriptor 9; what the kernel lists is the flock program, which is gone. */
        private static final String KILL = HELD + """
                for f in /proc/[0-9]*/fd/9; do
                  if [ "$f" -ef "$l" ]; then p=${f#/proc/}; kill "${p%%/*}"; fi
                done 2>/dev/null
                true
                """;

        @Parameters(paramLabel = "PATTERN", description = "Which hosts.")
        private String pattern = "";

        @Option(names = "--force", description = "Ends the process on the host that holds the lock.")
        private boolean force;

        @Mixin
        private RunFlags flags = new RunFlags();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            var answers = new HostReading(flags, spec.commandLine().getErr()).of(pattern, force ? KILL : HELD);
            boolean held = false;
            for (Map.Entry<String, String> host : answers.byHost().entrySet()) {
                List<String> holders = HostReading.lines(host.getValue());
                held |= !holders.isEmpty();
                out.println(host.getKey() + ": " + said(holders));
            }
            out.flush();
            ExitCode exit = answers.result().exit();
            return (exit == ExitCode.FINE && held && !force ? ExitCode.LOCKED : exit).number();
        }

        private String said(List<String> holders) {
            if (holders.isEmpty()) {
                return "free; there is nothing to release";
            }
            String owner = Status.owner(holders.getFirst());
            return force
                    ? "ended; it was " + owner
                    : owner + "; a run that lives, since a lock ends with its run (--force ends it)";
        }
    }
}
