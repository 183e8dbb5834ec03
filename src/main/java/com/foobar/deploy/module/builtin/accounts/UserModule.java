package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes sure that a user exists with the given properties, or does not exist. */
final class UserModule implements Module<UserArgs> {
    @Override
    public String name() {
        return "user";
    }

    @Override
    public String summary() {
        return "Makes sure that a user exists with the given properties, or does not exist.";
    }

    @Override
    public Class<UserArgs> arguments() {
        return UserArgs.class;
    }

    @Override
    public Set<Question<?>> reads(UserArgs args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        questions.add(new UserQuestion(args.name()));
        // Where the account's home most likely is: another place is asked for once the account is known.
        questions.add(FileQuestion.attributes(args.home().orElse("/home/" + args.name())));
        args.group().ifPresent(group -> questions.add(new GroupQuestion(group)));
        args.groups().ifPresent(groups -> groups.forEach(group -> questions.add(new GroupQuestion(group))));
        return questions;
    }

    @Override
    public Decision decide(UserArgs args, Answers answers, TaskContext context) {
        UserState now = answers.to(new UserQuestion(args.name()));
        ModuleResult result = ModuleResult.EMPTY
                .with("name", args.name())
                .with("state", args.state() == Presence.PRESENT ? "present" : "absent");
        if (args.state() == Presence.ABSENT) {
            return now.exists()
                    ? Decision.Change.of(
                            List.of(UserChanges.remove(args, answers)),
                            result.with("remove", args.remove()).with("force", args.force()))
                    : new Decision.Unchanged("user " + args.name() + " is absent", result);
        }
        List<ScriptChange> changes =
                now.exists() ? new UserUpdate(args, answers, now).changes() : new UserChanges(args, answers).create();
        if (changes.isEmpty()) {
            return new Decision.Unchanged("user " + args.name() + " is unchanged", described(result, args, now));
        }
        ModuleResult predicted = described(result, args, desired(args, now));
        return Decision.Change.of(changes, predicted).finishing(outcomes -> finished(predicted, outcomes));
    }

    private static UserState desired(UserArgs args, UserState now) {
        return new UserState(
                true,
                args.uid().orElse(now.uid()),
                now.gid(),
                new UserState.Profile(
                        args.comment().orElse(now.comment()),
                        args.home().orElse(now.exists() ? now.home() : "/home/" + args.name()),
                        args.shell().orElse(now.shell())),
                args.group().orElse(now.group()),
                now.groups(),
                new UserState.Shadow(now.password(), now.expires(), now.ageing()));
    }

    private static ModuleResult described(ModuleResult result, UserArgs args, UserState state) {
        ModuleResult made = result.with("uid", state.uid())
                .with("group", state.gid())
                .with("comment", state.comment())
                .with("home", state.home())
                .with("shell", state.shell())
                .with("append", args.append())
                .with("move_home", args.moveHome());
        if (args.groups().isPresent()) {
            made = made.with("groups", Value.of(String.join(",", args.groups().get())));
        }
        return args.password().isPresent() ? made.with("password", "NOT_LOGGING_PASSWORD") : made;
    }

    /** The last change prints the user's line of passwd. */
    private static ModuleResult finished(ModuleResult result, List<StepResult> outcomes) {
        List<String> lines = outcomes.getLast().text().strip().lines().toList();
        String[] fields = lines.isEmpty() ? new String[0] : lines.getLast().split(":", -1);
        if (fields.length < 7 || !fields[2].matches("\\d{1,10}") || !fields[3].matches("\\d{1,10}")) {
            return result;
        }
        return result.with("uid", Long.parseLong(fields[2]))
                .with("group", Long.parseLong(fields[3]))
                .with("comment", fields[4])
                .with("home", fields[5])
                .with("shell", fields[6]);
    }
}
