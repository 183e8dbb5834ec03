package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.host.LockFile;
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
        mixinStandardHelpOptions = true,
        subcommands = {LockCommand.Status.class, LockCommand.Release.class},
        synopsisSubcommandLabel = "status | release",
        footer = {
            "",
            "Examples:",
            "  foobar-deploy lock status all -i inventories/lab",
            "  foobar-deploy lock release web-01 -i inventories/lab --force"
        })
public final class LockCommand implements Runnable {
    /** Printed where another user cannot see whether root's lock is held. */
    static final String HIDDEN = "root-only";

    /**
     * The owner's own words if the lock is held that a run of this user would take. A descriptor's own list of locks tells it
     * without taking the lock for a moment, as trying it would; the kernel's whole list leaves out holders in containers.
     * Another user's descriptors are not for everybody to see: others than root try whether the lock can be shared.
     */
    static final String HELD = LockFile.PLACE + """
        h=
        if [ -O "$l" ] && [ -s "$l" ]; then
          for f in /proc/[0-9]*/fd/9; do
            if [ "$f" -ef "$l" ] && grep -q FLOCK "${f%/fd/9}/fdinfo/9"; then h=$l; break; fi
          done
          if [ -z "$h" ] && [ "$d" != /run/foobar-deploy ] && command -v flock >/dev/null && ! flock -sn "$l" true; then
            h=$l
          fi
        fi 2>/dev/null
        if [ -z "$h" ]; then
          [ "$d" = /run/foobar-deploy ] || [ ! -d /run/foobar-deploy ] || echo root-only
          exit 0
        fi
        cat "$h"
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
            description = "Shows who holds the lock of each host. Exits with 7 if any is held.",
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
                boolean free = isFree(holders);
                held |= !free;
                out.println(host.getKey() + ": " + (free ? "free" + hidden(holders) : owner(holders.getFirst())));
            }
            out.flush();
            ExitCode exit = answers.result().exit();
            return (exit == ExitCode.FINE && held ? ExitCode.LOCKED : exit).number();
        }

        private static String owner(String line) {
            return "held by " + line;
        }

        private static boolean isFree(List<String> holders) {
            return holders.isEmpty() || holders.getFirst().equals(HIDDEN);
        }

        private static String hidden(List<String> holders) {
            return holders.isEmpty()
                    ? ""
                    : " for this user; only root sees whether root's lock is held (-b becomes root)";
        }
    }

    /** Ends what holds a lock. */
    @Command(
            name = "release",
            description = {
                "Ends a run that holds the lock of a host and does not end by itself.",
                "A lock is the kernel's: it is gone as soon as the run that holds it ends, whatever ends it, so there"
                        + " are no stale locks to remove.",
                "--force ends the holder on the host; what it was doing stays half done at worst by whole steps, and"
                        + " the next apply goes on from there."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy lock release web-01 -i inventories/lab --force"})
    static final class Release implements Callable<Integer> {
        private static final String REFUSED = "refused";

        /** The worker holds the lock on descriptor 9; the flock program that took it for the worker is gone. */
        private static final String KILL = HELD + """
            k=
            for f in /proc/[0-9]*/fd/9; do
              if [ "$f" -ef "$h" ]; then p=${f#/proc/}; kill "${p%%/*}" && k=y; fi
            done 2>/dev/null
            [ -n "$k" ] || echo refused
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
            boolean refused = false;
            for (Map.Entry<String, String> host : answers.byHost().entrySet()) {
                List<String> holders = HostReading.lines(host.getValue());
                held |= !Status.isFree(holders);
                refused |= holders.contains(REFUSED);
                out.println(host.getKey() + ": " + said(holders));
            }
            out.flush();
            ExitCode exit = answers.result().exit();
            return (exit == ExitCode.FINE && held && (!force || refused) ? ExitCode.LOCKED : exit).number();
        }

        private String said(List<String> holders) {
            if (Status.isFree(holders)) {
                return "free" + Status.hidden(holders) + "; there is nothing to release";
            }
            String owner = Status.owner(holders.getFirst());
            if (holders.getLast().equals(REFUSED)) {
                return owner + "; this user cannot end it (-b becomes root)";
            }
            return force
                    ? "ended; it was " + owner
                    : owner + "; a run that lives, since a lock ends with its run (--force ends it)";
        }
    }
}
