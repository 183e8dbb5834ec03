package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes sure that a group exists, or does not. */
final class GroupModule implements Module<GroupModule.Args> {
    record Args(
            @Arg("the group") String name,

            @Arg(value = "present or absent", fallback = "present")
            Presence state,

            @Arg("its number") Optional<Long> gid,

            @Arg(value = "make it a system group", fallback = "false")
            boolean system,

            @Arg(value = "allow a number that another group has", fallback = "false")
            boolean nonUnique,

            @Arg(value = "delete it even if it is the primary group of a user", fallback = "false")
            boolean force,

            @Arg(value = "not used", fallback = "false") boolean local) {
        Args {
            AccountNames.check(name);
        }
    }

    @Override
    public String name() {
        return "group";
    }

    @Override
    public String summary() {
        return "Makes sure that a group exists, or does not.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new GroupQuestion(args.name()));
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        var question = new GroupQuestion(args.name());
        GroupState now = answers.to(question);
        ModuleResult result = ModuleResult.EMPTY
                .with("name", args.name())
                .with("state", args.state() == Presence.PRESENT ? "present" : "absent");
        if (args.state() == Presence.ABSENT) {
            return now.exists() ? remove(args, question, now, result) : desired(args, "is absent", result);
        }
        result = result.with("system", args.system());
        if (!now.exists()) {
            return add(args, question, result);
        }
        if (args.gid().filter(wanted -> wanted != now.gid()).isPresent()) {
            return modify(args, question, now, result.with("gid", args.gid().get()));
        }
        return desired(args, "exists", result.with("gid", now.gid()));
    }

    private static Decision desired(Args args, String why, ModuleResult result) {
        return new Decision.Unchanged("group " + args.name() + " " + why, result);
    }

    private static Decision remove(Args args, GroupQuestion question, GroupState now, ModuleResult result) {
        ShellText script = ShellText.lit("groupdel")
                .and(args.force() ? ShellText.lit(" -f") : ShellText.EMPTY)
                .arg(args.name());
        var change = ScriptChange.of("delete group " + args.name(), script, AccountNames.TOUCHED)
                .expecting(question, GroupState.MISSING);
        change = args.force() ? change : AccountGroups.unused(change, args.name());
        return Decision.Change.of(List.of(AccountNumbers.withoutGroup(change, now.gid())), result);
    }

    private static Decision add(Args args, GroupQuestion question, ModuleResult result) {
        ShellText script = ShellText.lit("groupadd");
        if (args.gid().isPresent()) {
            script = script.and(" -g").arg(args.gid().get());
            script = args.nonUnique() ? script.and(" -o") : script;
        }
        script = args.system() ? script.and(" -r") : script;
        script = script.arg(args.name()).and(" && getent group").arg(args.name());
        ScriptChange change = ScriptChange.of("add group " + args.name(), script, AccountNames.TOUCHED)
                .expecting(question, new GroupState(true, args.gid().orElse(-1L), List.of()));
        change =
                args.gid().isPresent() ? AccountNumbers.group(change, args.gid().get(), args.nonUnique()) : change;
        return Decision.Change.of(List.of(change), result).finishing(outcomes -> withNumber(result, outcomes));
    }

    private static Decision modify(Args args, GroupQuestion question, GroupState now, ModuleResult result) {
        long gid = args.gid().orElseThrow();
        ShellText script = ShellText.lit("groupmod -g").arg(gid);
        script = (args.nonUnique() ? script.and(" -o") : script).arg(args.name());
        ScriptChange change = ScriptChange.of(
                        "give group " + args.name() + " the number " + gid, script, AccountNames.TOUCHED)
                .expecting(question, new GroupState(true, gid, now.members()));
        change = AccountNumbers.withoutGroup(change, now.gid());
        return Decision.Change.of(List.of(AccountNumbers.group(change, gid, args.nonUnique())), result);
    }

    private static ModuleResult withNumber(ModuleResult result, List<StepResult> outcomes) {
        String[] fields = outcomes.getFirst().text().strip().split(":");
        return fields.length > 2 && fields[2].matches("\\d{1,10}")
                ? result.with("gid", Long.parseLong(fields[2]))
                : result;
    }
}
