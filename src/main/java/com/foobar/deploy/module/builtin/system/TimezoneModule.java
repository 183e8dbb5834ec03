package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.Needs;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets the host's time zone. */
final class TimezoneModule implements Module<TimezoneModule.Args> {
    private static final CommandQuestion ZONE =
            new CommandQuestion(ShellText.lit("readlink /etc/localtime; cat /etc/timezone 2>/dev/null; :"));

    record Args(
            @Arg("the zone, as `Europe/Berlin`") String name,
            @Arg("not used") Optional<String> hwclock) {
        Args {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")) {
                throw new IllegalArgumentException("`" + name + "` is not a time zone");
            }
        }
    }

    @Override
    public String name() {
        return "timezone";
    }

    @Override
    public String summary() {
        return "Sets the host's time zone.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(ZONE);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        List<String> lines = answers.to(ZONE).text().lines().toList();
        String link = lines.isEmpty() ? "" : lines.getFirst().replaceFirst(".*/zoneinfo/", "");
        boolean fileAgrees = lines.size() < 2 || lines.get(1).strip().equals(args.name());
        if (link.equals(args.name()) && fileAgrees) {
            return new Decision.Unchanged("the time zone is " + args.name(), ModuleResult.EMPTY);
        }
        ShellText script = ShellText.lit("z=/usr/share/zoneinfo/")
                .glue(args.name())
                .and("\nif ! [ -f \"$z\" ]; then echo \"there is no time zone $z\" >&2; exit 1; fi\n"
                        + "ln -sfn \"$z\" /etc/localtime || exit 1\nif [ -e /etc/timezone ]; then printf '%s\\n'")
                .arg(args.name())
                .and(" >/etc/timezone; fi");
        var touched = new Touched(Set.of(Topic.SYSTEM, Topic.FACTS), Set.of("/etc/localtime", "/etc/timezone"));
        String file = "/usr/share/zoneinfo/" + args.name();
        var change = ScriptChange.of("set the time zone to " + args.name(), script, touched)
                .needing(Needs.file(file, "there is no time zone " + file))
                .expecting(ZONE, StepResult.of(0, file + "\n", ""));
        return Decision.Change.of(List.of(change), ModuleResult.EMPTY)
                .withDiff(Diff.text("timezone", link + "\n", args.name() + "\n"));
    }
}
