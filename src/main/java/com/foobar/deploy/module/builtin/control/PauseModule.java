package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for a time, or until Enter is pressed. */
final class PauseModule implements Module<PauseModule.Args> {
    record Args(
            @Arg("how long, in seconds") Optional<Double> seconds,
            @Arg("how long, in minutes") Optional<Double> minutes,
            @Arg("what to ask") Optional<String> prompt,

            @Arg(value = "show what is typed", fallback = "true")
            boolean echo) {
        Args {
            if (seconds.isPresent() && minutes.isPresent()) {
                throw new IllegalArgumentException("`seconds` and `minutes` exclude each other");
            }
        }

        Optional<Duration> time() {
            return seconds.or(() -> minutes.map(number -> number * 60))
                    .map(number -> Duration.ofMillis(Math.max(0, Math.round(number * 1000))));
        }
    }

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String summary() {
        return "Waits for a time, or until Enter is pressed.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean controllerOnly() {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        if (context.checkMode()) {
            return new Decision.Skipped("there is no pause in check mode", ModuleResult.EMPTY);
        }
        String said = args.time()
                .map(time -> "Paused for " + time.toSeconds() + " seconds")
                .orElse("Paused");
        return new Decision.Control(
                List.of(new ControlEffect.Pause(args.time(), args.prompt(), args.echo())),
                false,
                ModuleResult.EMPTY
                        .with("stdout", said)
                        .with("echo", args.echo())
                        .with("user_input", ""));
    }
}
