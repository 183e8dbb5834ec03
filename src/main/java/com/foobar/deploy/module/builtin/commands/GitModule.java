package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.Needs;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.system.CommandQuestion;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Set;

/** Keeps a working copy of a git repository at a version. */
final class GitModule implements Module<GitArgs> {
    @Override
    public String name() {
        return "git";
    }

    @Override
    public String summary() {
        return "Keeps a working copy of a git repository at a version.";
    }

    @Override
    public Class<GitArgs> arguments() {
        return GitArgs.class;
    }

    @Override
    public Set<Question<?>> reads(GitArgs args, TaskContext context) {
        return Set.of(new CommandQuestion(new GitCommands(args, context).look()));
    }

    @Override
    public boolean predictsResult() {
        return false;
    }

    @Override
    public boolean supportsCheckMode(GitArgs args) {
        return true;
    }

    @Override
    public Decision decide(GitArgs args, Answers answers, TaskContext context) {
        var commands = new GitCommands(args, context);
        GitState state = GitState.of(answers.to(new CommandQuestion(commands.look())), args);
        ModuleResult result = ModuleResult.EMPTY
                .with("before", state.head().isEmpty() ? NullValue.NULL : Value.of(state.head()))
                .with("remote_url_changed", false);
        return switch (state.kind()) {
            case "missing" -> missing(args, commands, state, result);
            case "repository" -> repository(args, commands, state, result);
            default -> failed("`" + args.dest() + "` is neither empty nor a git repository", result);
        };
    }

    private static Decision failed(String why, ModuleResult result) {
        return new Decision.Failed(why, result.failing(why));
    }

    private static Decision missing(GitArgs args, GitCommands commands, GitState state, ModuleResult result) {
        String wanted = state.wanted(args);
        ModuleResult after = result.with("after", wanted);
        if (!args.cloning()) {
            return new Decision.Unchanged(args.dest() + " is missing and `clone` is off", after);
        }
        if (wanted.isEmpty() && !args.version().equals("HEAD")) {
            return failed(noVersion(args), result);
        }
        return change("clone " + args.repo() + " into " + args.dest(), args, commands.cloned(state), after, "");
    }

    private static String noVersion(GitArgs args) {
        return "`" + args.repo() + "` has no branch or tag `" + args.version() + "`";
    }

    private static Decision repository(GitArgs args, GitCommands commands, GitState state, ModuleResult result) {
        if (!args.update()) {
            return new Decision.Unchanged(args.dest() + " is there", result.with("after", state.head()));
        }
        if (state.modified() && !args.force()) {
            return failed("Local modifications exist in the destination: " + args.dest() + " (force=no).", result);
        }
        String wanted = state.wanted(args);
        if (wanted.isEmpty()) {
            return failed(noVersion(args), result);
        }
        boolean moved = !state.remoteUrl().equals(args.repo());
        ModuleResult after = result.with("after", wanted).with("remote_url_changed", moved);
        if (state.head().equals(wanted) && !moved && !state.modified()) {
            return new Decision.Unchanged(args.dest() + " is at " + wanted, after);
        }
        return change(
                "bring " + args.dest() + " to " + args.version(), args, commands.updated(state), after, state.head());
    }

    private static Decision change(String title, GitArgs args, ShellText script, ModuleResult result, String before) {
        var change = ScriptChange.of(title, script, Touched.paths(args.dest()))
                .needing(Needs.reaching(args.dest()))
                .within(CommandTask.BOUND);
        String wanted = String.valueOf(result.values().get("after"));
        return Decision.Change.of(List.of(change), result)
                .withDiff(Diff.text(args.dest(), before + "\n", wanted + "\n"))
                .finishing(outcomes -> {
                    List<String> lines =
                            outcomes.getLast().text().strip().lines().toList();
                    return lines.isEmpty() ? result : result.with("after", lines.getLast());
                });
    }
}
