package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.CreatesGuard;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.TouchedDoubt;
import com.foobar.deploy.state.change.Needs;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.system.CommandQuestion;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What command, shell and script have in common: guards, environment, result.
 *
 * @param body what is run, the command itself in the last place
 * @param shown the result's {@code cmd}
 * @param reading the body is known to change nothing
 */
public record CommandTask(
        ShellText body,
        Value shown,
        String title,
        boolean reading,
        Optional<String> chdir,
        Guards guards,
        Input input,
        boolean strip) {
    /** Paths whose presence, or absence, spares the command. */
    public record Guards(Optional<String> creates, Optional<String> removes) {
        static final Guards NONE = new Guards(Optional.empty(), Optional.empty());
    }

    /** @param newline whether a line feed follows the text */
    public record Input(Optional<Value> text, boolean newline) {}

    /** A user's command may take long; a dead connection is noticed by the heartbeat. */
    static final Duration BOUND = Duration.ofHours(24);

    private static final Value NO_LINES = ListValue.EMPTY;

    Set<Question<?>> reads(TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        guards.creates().ifPresent(path -> questions.add(guard(path).question()));
        guards.removes().ifPresent(path -> questions.add(guard(path).question()));
        if (questions.isEmpty() && readAhead(context)) {
            questions.add(new CommandQuestion(script(context)));
        }
        return questions;
    }

    Decision decide(Answers answers, TaskContext context) {
        String verb = context.checkMode() ? "Would not" : "Did not";
        if (guards.creates().isPresent() && guard(guards.creates().get()).exists(answers)) {
            return spared(verb, guards.creates().get(), "exists");
        }
        if (guards.removes().isPresent() && !guard(guards.removes().get()).exists(answers)) {
            return spared(verb, guards.removes().get(), "does not exist");
        }
        if (readAhead(context)) {
            return read(answers.to(new CommandQuestion(script(context))));
        }
        ModuleResult predicted = empty("Command would have run if not in check mode");
        if (context.checkMode() && context.unchanging()) {
            return new Decision.Unknown(
                    "it has run: it is not known to be read-only (`check_mode: false` says that it is)", predicted);
        }
        var change = ScriptChange.of(title, script(context), Touched.EVERYTHING)
                .failing()
                .within(BOUND);
        Optional<Touched> reach = CommandReach.of(shown);
        if (reach.isPresent()) {
            change = change.doubting(new TouchedDoubt(reach.get()));
        }
        if (guards.creates().isPresent()) {
            change = guard(guards.creates().get())
                    .madeBy(change, context.remoteUser().orElse(""));
        }
        if (chdir.filter(folder -> folder.matches("[~/][^$]*")).isPresent()) {
            change = change.needing(Needs.directory(chdir.get()));
        }
        Instant start = Instant.now();
        return Decision.Change.of(List.of(change), predicted)
                .finishing(outcomes -> result(outcomes.getFirst(), start, Instant.now()));
    }

    /** Known to change nothing: asked like any other question, in plans too. */
    boolean readAhead(TaskContext context) {
        return reading && context.unchanging();
    }

    private Decision read(StepResult outcome) {
        Instant now = Instant.now();
        ModuleResult result = result(outcome, now, now);
        if (result.failure().isPresent()) {
            return new Decision.Failed(result.failure().get(), result);
        }
        return new Decision.Unchanged("it only reads", result);
    }

    private Decision spared(String verb, String path, String why) {
        ModuleResult result = empty(verb + " run command since '" + path + "' " + why)
                .with("stdout", "skipped, since " + path + " " + why)
                .with("stdout_lines", ListValue.of(Value.of("skipped, since " + path + " " + why)));
        return new Decision.Unchanged("`" + path + "` " + why, result);
    }

    private ModuleResult empty(String message) {
        return ModuleResult.EMPTY
                .with("cmd", shown)
                .with("rc", 0)
                .with("msg", message)
                .with("stdout", "")
                .with("stdout_lines", NO_LINES)
                .with("stderr", "")
                .with("stderr_lines", NO_LINES);
    }

    private CreatesGuard guard(String path) {
        return CreatesGuard.of(path, chdir.orElse("~"));
    }

    private ShellText script(TaskContext context) {
        ShellText script = ShellText.EMPTY;
        if (chdir.isPresent()) {
            script =
                    ShellText.lit("cd -P -- ").and(ExpandedWord.of(chdir.get())).and(" || exit 2\n");
        }
        script = script.and(environment(context));
        if (input.text().isPresent()) {
            String format = input.newline() ? "%s\\n" : "%s";
            script = script.and("printf")
                    .arg(format)
                    .arg(text(input.text().get()))
                    .and(" | ");
        }
        return script.and(body);
    }

    /** The task's environment as exported variables; their values are masked in logs since passwords go there. */
    static ShellText environment(TaskContext context) {
        ShellText script = ShellText.EMPTY;
        for (String name : context.environment().keySet().stream().sorted().toList()) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw ArgumentProblem.of("`" + name + "` cannot be the name of an environment variable");
            }
            String value = context.environment().getOrDefault(name, "");
            script = script.and("export ")
                    .and(ShellText.userCode(name))
                    .and("=")
                    .glueSecret(new Secret(value))
                    .and("\n");
        }
        return script;
    }

    public static TextValue text(Value value) {
        return switch (value) {
            case TextValue text -> text;
            case com.foobar.deploy.value.IntValue number ->
                TextValue.plain(number.number().toString());
            case com.foobar.deploy.value.FloatValue number -> TextValue.plain(Double.toString(number.number()));
            case com.foobar.deploy.value.BoolValue flag -> TextValue.plain(flag.flag() ? "True" : "False");
            case com.foobar.deploy.value.NullValue _ -> TextValue.plain("");
            case ListValue _,
                    com.foobar.deploy.value.MapValue _,
                    com.foobar.deploy.value.UndefinedValue _,
                    com.foobar.deploy.value.OmitValue _,
                    com.foobar.deploy.value.ObjectValue _ -> throw ArgumentProblem.of("expected a string");
        };
    }

    private ModuleResult result(StepResult outcome, Instant start, Instant end) {
        ModuleResult result =
                CommandResults.of(outcome, strip).with("cmd", shown).with("msg", "");
        result = CommandResults.timed(result, start, end);
        if (outcome.rc() == 127 && shown instanceof ListValue words && CommandResults.notFound(outcome)) {
            String program =
                    words.items().isEmpty() ? "" : words.items().getFirst().toString();
            return result.with("rc", 2).failing("[Errno 2] No such file or directory: b'" + program + "'");
        }
        return outcome.ok() ? result : result.failing("non-zero return code");
    }
}
