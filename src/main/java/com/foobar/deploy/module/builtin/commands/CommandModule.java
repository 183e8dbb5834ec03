package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.CommandWords;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a program without a shell around it. */
final class CommandModule implements Module<CommandModule.Args> {
    record Args(
            @Arg(
                    value = "the program and its arguments, split into words as a shell does",
                    freeForm = true,
                    aliases = "_raw_params")
            Optional<Value> cmd,

            @Arg("the program and its arguments as a list") Optional<Value> argv,
            @Arg("directory to run it in") Optional<String> chdir,

            @Arg("do not run it if this file or pattern exists")
            Optional<String> creates,

            @Arg("do not run it unless this file or pattern exists")
            Optional<String> removes,

            @Arg("text for its standard input") Optional<Value> stdin,

            @Arg(value = "end that text with a line break", fallback = "true")
            boolean stdinAddNewline,

            @Arg(value = "take empty lines off the ends of the output", fallback = "true")
            boolean stripEmptyEnds,

            @Arg(value = "replace $NAME by the host's environment variables", fallback = "true")
            boolean expandArgumentVars,

            @Arg("not used") Optional<Value> warn) {
        Args {
            if (cmd.isPresent() == argv.isPresent()) {
                throw new IllegalArgumentException("exactly one of `cmd` and `argv` is required");
            }
        }
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public String summary() {
        return "Runs a program without a shell around it.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return task(args).reads(context);
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return task(args).readAhead(context);
    }

    @Override
    public boolean predictsResult() {
        return false;
    }

    @Override
    public boolean supportsCheckMode(Args args) {
        return args.creates().isPresent() || args.removes().isPresent();
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return task(args).decide(answers, context);
    }

    private static CommandTask task(Args args) {
        List<TextValue> words = words(args);
        if (words.isEmpty()) {
            throw ArgumentProblem.of("there is no command to run");
        }
        ShellText body = ShellText.lit("exec");
        for (TextValue word : words) {
            body = args.expandArgumentVars() ? body.and(" ").and(ExpandedWord.of(word)) : body.arg(word);
        }
        boolean reading = args.stdin().isEmpty()
                && ReadOnlyCommands.program(words.stream().map(TextValue::text).toList());
        return new CommandTask(
                body,
                new ListValue(List.copyOf(words)),
                "run " + words.getFirst(),
                reading,
                args.chdir(),
                new CommandTask.Guards(args.creates(), args.removes()),
                new CommandTask.Input(args.stdin(), args.stdinAddNewline()),
                args.stripEmptyEnds());
    }

    private static List<TextValue> words(Args args) {
        var words = new ArrayList<TextValue>();
        if (args.cmd().isPresent() && !(args.cmd().get() instanceof ListValue)) {
            TextValue line = CommandTask.text(args.cmd().get());
            CommandWords.split(line.text()).forEach(word -> words.add(line.withText(word)));
            return words;
        }
        switch (args.cmd().or(args::argv).orElse(ListValue.EMPTY)) {
            case ListValue list -> list.items().forEach(item -> words.add(CommandTask.text(item)));
            case Value one -> words.add(CommandTask.text(one));
        }
        return words;
    }
}
