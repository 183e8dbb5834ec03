package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.question.network.PathQuestion;
import com.foobar.deploy.state.question.network.PortQuestion;
import com.foobar.deploy.state.question.network.WaitAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Waits until a port or a file is in the desired state. In check mode it looks once. */
final class WaitForModule implements Module<WaitForModule.Args> {
    /** As /proc/net/tcp numbers them. */
    private static final Map<String, String> STATES = Map.of(
            "ESTABLISHED", "01",
            "SYN_SENT", "02",
            "SYN_RECV", "03",
            "FIN_WAIT1", "04",
            "FIN_WAIT2", "05",
            "TIME_WAIT", "06");

    record Args(
            @Arg(value = "host to connect to, as the managed host sees it", fallback = "127.0.0.1")
            String host,

            @Arg("port to wait for") Optional<Integer> port,
            @Arg("file to wait for") Optional<String> path,

            @Arg(value = "started or present, stopped or absent, drained", fallback = "started")
            State state,

            @Arg("pattern that the file, or what the server says first, must hold")
            Optional<String> searchRegex,

            @Arg(value = "seconds to wait at most", fallback = "300")
            long timeout,

            @Arg(value = "seconds before the first look", fallback = "0")
            long delay,

            @Arg(value = "seconds between looks", fallback = "1")
            long sleep,

            @Arg(value = "seconds for one connection", fallback = "5")
            long connectTimeout,

            @Arg(
                    value = "connection states that count for drained",
                    fallback = "ESTABLISHED,FIN_WAIT1,FIN_WAIT2,SYN_RECV,SYN_SENT,TIME_WAIT")
            List<String> activeConnectionStates,

            @Arg("not used") List<String> excludeHosts,
            @Arg("what is said if time runs out") Optional<String> msg) {
        Args {
            if (port.isPresent() && path.isPresent()) {
                throw new IllegalArgumentException("`port` and `path` exclude each other");
            }
            if (state == State.DRAINED && port.isEmpty()) {
                throw new IllegalArgumentException("`drained` needs a port");
            }
            for (String name : activeConnectionStates) {
                if (!STATES.containsKey(name.toUpperCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("`" + name + "` is not a state of a connection");
                }
            }
        }
    }

    /** The desired state. */
    enum State {
        STARTED,
        PRESENT,
        STOPPED,
        ABSENT,
        DRAINED;

        boolean there() {
            return this == STARTED || this == PRESENT;
        }
    }

    @Override
    public String name() {
        return "wait_for";
    }

    @Override
    public String summary() {
        return "Waits until a port or a file is in the desired state.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        if (args.port().isEmpty() && args.path().isEmpty()) {
            return pause(args, context);
        }
        var wait = context.checkMode()
                ? PathQuestion.Wait.ONCE
                : new PathQuestion.Wait(
                        Duration.ofSeconds(args.timeout()),
                        Duration.ofSeconds(args.delay()),
                        Duration.ofSeconds(Math.max(1, args.sleep())));
        WaitAnswer answer =
                args.path().map(path -> path(args, path, answers, wait)).orElseGet(() -> port(args, answers, wait));
        ModuleResult result = result(args, answer);
        if (answer.met()) {
            return new Decision.Unchanged(subject(args) + " is in the desired state", result);
        }
        String why = args.msg()
                .orElse(
                        context.checkMode()
                                ? subject(args) + " is not in the desired state yet"
                                : "Timeout when waiting for " + subject(args));
        return context.checkMode() ? new Decision.Unknown(why, result) : new Decision.Failed(why, result.failing(why));
    }

    private static Decision pause(Args args, TaskContext context) {
        ModuleResult result = ModuleResult.EMPTY.with("elapsed", args.timeout()).with("state", "started");
        return context.checkMode()
                ? new Decision.Skipped("there is no pause in check mode", result)
                : new Decision.Control(
                        List.of(new ControlEffect.Pause(
                                Optional.of(Duration.ofSeconds(args.timeout())), Optional.empty(), false)),
                        false,
                        result);
    }

    private static WaitAnswer port(Args args, Answers answers, PathQuestion.Wait wait) {
        int port = args.port().orElseThrow();
        if (args.state() == State.DRAINED) {
            List<String> states = args.activeConnectionStates().stream()
                    .map(name -> STATES.getOrDefault(name.toUpperCase(Locale.ROOT), ""))
                    .toList();
            return answers.to(new PathQuestion(new PathQuestion.Drained(port, states), wait));
        }
        return answers.to(new PortQuestion(
                args.host(),
                port,
                args.state().there(),
                args.searchRegex(),
                Duration.ofSeconds(Math.max(1, args.connectTimeout())),
                wait));
    }

    private static WaitAnswer path(Args args, String path, Answers answers, PathQuestion.Wait wait) {
        PathQuestion.Test test = args.state().there()
                ? args.searchRegex()
                        .<PathQuestion.Test>map(regex -> new PathQuestion.Contains(path, regex.replace("\\d", "[0-9]")))
                        .orElseGet(() -> new PathQuestion.Present(path))
                : new PathQuestion.Absent(path);
        return answers.to(new PathQuestion(test, wait));
    }

    private static String subject(Args args) {
        return args.path()
                .map(path -> "file " + path)
                .orElseGet(() -> args.host() + ":" + args.port().orElse(0));
    }

    private static ModuleResult result(Args args, WaitAnswer answer) {
        ModuleResult result = ModuleResult.EMPTY
                .with("elapsed", answer.elapsed())
                .with("state", args.state().name().toLowerCase(Locale.ROOT))
                .with("match_groups", com.foobar.deploy.value.ListValue.EMPTY)
                .with("match_groupdict", com.foobar.deploy.value.MapValue.EMPTY);
        if (args.port().isPresent()) {
            result = result.with("port", args.port().get());
        }
        return args.path().isPresent() ? result.with("path", args.path().get()) : result;
    }
}
