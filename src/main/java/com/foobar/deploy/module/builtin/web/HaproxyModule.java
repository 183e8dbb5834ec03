package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.network.HaproxyKind;
import com.foobar.deploy.state.question.network.HaproxyQuestion;
import com.foobar.deploy.state.question.network.HaproxyState;
import com.foobar.deploy.state.question.network.HaproxyState.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes servers out of a running HAProxy and puts them back. */
final class HaproxyModule implements Module<HaproxyModule.Args> {
    /** Stands among the commands for: wait until there are no sessions. */
    private static final String DRAINED = "(drained)";

    enum State {
        ENABLED,
        DISABLED,
        DRAIN
    }

    record Args(
            @Arg("name of the server, as in HAProxy's configuration")
            String host,

            @Arg("name of its backend; without it, all that have the server")
            Optional<String> backend,

            @Arg(value = "enabled, disabled or drain", fallback = "enabled")
            State state,

            @Arg(value = "path of the runtime socket", fallback = "/run/haproxy/admin.sock")
            String socket,

            @Arg("weight, of 0 to 256") Optional<Integer> weight,

            @Arg(
                    name = "wait",
                    value = "wait until the server is in that state; with drain, until it has no sessions",
                    fallback = "false")
            boolean awaited,

            @Arg(value = "how often to look", fallback = "25")
            int waitRetries,

            @Arg(value = "seconds between two looks", fallback = "5")
            int waitInterval,

            @Arg(value = "with disabled: let the sessions end first", fallback = "false")
            boolean drain,

            @Arg(value = "with disabled: end the sessions", fallback = "false")
            boolean shutdownSessions,

            @Arg(value = "fail where there is no such server", fallback = "false")
            boolean failOnNotFound,

            @Arg(value = "switch the health checks too", fallback = "false")
            boolean health,

            @Arg(value = "switch the agent checks too", fallback = "false")
            boolean agent) {
        Args {
            if (!host.matches("[A-Za-z0-9_.:-]+") || !backend.orElse("x").matches("[A-Za-z0-9_.:-]+")) {
                throw new IllegalArgumentException("a server's or backend's name has letters, digits and _ . : - only");
            }
            if (weight.filter(number -> number < 0 || number > 256).isPresent()) {
                throw new IllegalArgumentException("a weight lies between 0 and 256");
            }
        }
    }

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public String summary() {
        return "Takes servers out of a running HAProxy and puts them back, by its runtime socket.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new HaproxyQuestion(args.socket()));
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        HaproxyState state = answers.to(new HaproxyQuestion(args.socket()));
        if (state.problem().isPresent()) {
            String problem = "HAProxy does not answer at " + args.socket() + ": "
                    + state.problem().get();
            return context.checkMode()
                    ? new Decision.Unknown("HAProxy answers at " + args.socket(), ModuleResult.EMPTY)
                    : Decision.failed(problem);
        }
        List<Server> servers = state.servers().stream()
                .filter(server -> server.name().equals(args.host()))
                .filter(server -> args.backend().isEmpty()
                        || server.backend().equals(args.backend().get()))
                .toList();
        if (servers.isEmpty() && args.failOnNotFound()) {
            return Decision.failed("HAProxy has no server `" + args.host() + "`"
                    + args.backend().map(name -> " in `" + name + "`").orElse(""));
        }
        var changes = new ArrayList<HostChange>();
        servers.stream()
                .filter(server -> !unchanged(args, server))
                .forEach(server -> changes.add(change(args, server)));
        ModuleResult result = ModuleResult.EMPTY.with("host", args.host());
        return changes.isEmpty()
                ? new Decision.Unchanged("`" + args.host() + "` is unchanged", result)
                : Decision.Change.of(changes, result);
    }

    private static boolean unchanged(Args args, Server server) {
        if (args.weight().isPresent() && args.weight().get() != server.weight()) {
            return false;
        }
        return switch (args.state()) {
            case ENABLED -> !server.inMaintenance() && !server.draining();
            case DISABLED -> server.inMaintenance();
            case DRAIN -> server.draining() && (!args.awaited() || server.sessions() == 0);
        };
    }

    private static HostChange change(Args args, Server server) {
        String name = server.backend() + "/" + server.name();
        ShellText script = HaproxyKind.ask()
                .and("s=")
                .glue(args.socket())
                .and("\ntell() { m=$(ask \"$1\") || exit 1; [ -z \"$m\" ] || { echo \"$m\" >&2; exit 1; }; }\n")
                .and("look() { ask 'show stat' | grep ")
                .arg("^" + server.backend().replace(".", "\\.") + ","
                        + server.name().replace(".", "\\.") + ",")
                .and(" | cut -d, -f5,18; }\n");
        for (String command : commands(args, name)) {
            script = script.and(
                    command.equals(DRAINED)
                            ? ShellText.lit("await 'x0,*'\n")
                            : ShellText.lit("tell").arg(command).and("\n"));
        }
        script = waits(args)
                .and(script)
                .and(args.awaited() ? ShellText.lit("await").arg(pattern(args)) : ShellText.EMPTY);
        Duration bound = Duration.ofSeconds(60L + (long) args.waitRetries() * args.waitInterval());
        return ScriptChange.of(title(args) + name, script, Touched.topics(Topic.HTTP))
                .within(bound);
    }

    private static String title(Args args) {
        return switch (args.state()) {
            case ENABLED -> "put back ";
            case DISABLED -> "take out ";
            case DRAIN -> "drain ";
        };
    }

    private static ShellText waits(Args args) {
        return ShellText.lit("await() { i=0; while :; do case x$(look) in $1) return 0 ;; esac; i=$((i + 1)); [ $i -le")
                .arg(args.waitRetries())
                .and(" ] || { echo \"it is still $(look)\" >&2; exit 1; }; sleep")
                .arg(args.waitInterval())
                .and("; done; }\n");
    }

    /** Of the current sessions and the status; a server without checks has the status `no check`. */
    private static String pattern(Args args) {
        return switch (args.state()) {
            case ENABLED -> "x*,[Un]*";
            case DISABLED -> "x*,MAINT*";
            case DRAIN -> "x0,*";
        };
    }

    private static List<String> commands(Args args, String name) {
        var commands = new ArrayList<String>();
        args.weight().ifPresent(weight -> commands.add("set weight " + name + " " + weight));
        switch (args.state()) {
            case ENABLED -> {
                commands.add("set server " + name + " state ready");
                checks(args, commands, "enable", name);
            }
            case DRAIN -> commands.add("set server " + name + " state drain");
            case DISABLED -> {
                if (args.drain()) {
                    commands.add("set server " + name + " state drain");
                    commands.add(DRAINED);
                }
                checks(args, commands, "disable", name);
                commands.add("set server " + name + " state maint");
                if (args.shutdownSessions()) {
                    commands.add("shutdown sessions server " + name);
                }
            }
        }
        return commands;
    }

    private static void checks(Args args, List<String> commands, String verb, String name) {
        if (args.health()) {
            commands.add(verb + " health " + name);
        }
        if (args.agent()) {
            commands.add(verb + " agent " + name);
        }
    }
}
