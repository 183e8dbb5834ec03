package com.foobar.deploy.cli.completion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion of fish: a line for each command below its parent, each option, and each parameter that can be told. */
public final class FishCompletion {
    private static final String START = "complete -c foobar-deploy";

    private final StringBuilder text = new StringBuilder(START + " -f\n");

    private FishCompletion() {}

    public static String of(CommandLine whole) {
        var completion = new FishCompletion();
        completion.below("__fish_use_subcommand", whole, 2);
        return completion.text.toString();
    }

    /** @param position of the commands' names among the words, the program's own being 1 */
    private void below(String condition, CommandLine command, int position) {
        Map<String, CommandLine> commands = new TreeMap<>(command.getSubcommands());
        commands.values().removeIf(each -> each.getCommandSpec().usageMessage().hidden());
        commands.forEach((name, each) -> {
            if (name.equals(each.getCommandName())) { // not its aliases
                line(
                        condition,
                        "-a " + name,
                        first(each.getCommandSpec().usageMessage().description()));
            }
        });
        commands.forEach((name, each) -> {
            // Not fish's own __fish_seen_subcommand_from: a name may be a command here and another one below there.
            String seen = "contains -- " + name + " (commandline -opc)[" + position + "]";
            command(position == 2 ? seen : parent(condition) + "; and " + seen, each, position);
        });
    }

    /** The part of a condition that says which command was seen. */
    private static String parent(String condition) {
        return condition.replaceFirst("; and not .*", "");
    }

    private void command(String condition, CommandLine command, int position) {
        List<String> below = command.getSubcommands().keySet().stream().sorted().toList();
        if (!below.isEmpty()) {
            below(
                    condition + "; and not __fish_seen_subcommand_from " + String.join(" ", below),
                    command,
                    position + 1);
        }
        command.getCommandSpec().options().forEach(option -> option(condition, option));
        command.getCommandSpec().positionalParameters().forEach(parameter -> parameter(condition, parameter));
    }

    private void option(String condition, OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        String names = Arrays.stream(option.names())
                .map(each -> each.startsWith("--") ? "-l " + each.substring(2) : "-s " + each.substring(1))
                .collect(Collectors.joining(" "));
        boolean takesValue = option.arity().max() > 0 && !option.typeInfo().isBoolean();
        line(condition, names + (takesValue ? value(option) : ""), first(option.description()));
    }

    private static String value(ArgSpec argument) {
        return switch (CompletedWords.of(argument)) {
            case CompletedWords.OfProject(String kind) -> " -x -a " + quoted(asked(kind));
            case CompletedWords.Choice(var words) -> " -x -a " + quoted(String.join(" ", words));
            case CompletedWords.Files _ -> " -r -F";
            case CompletedWords.Nothing _ -> " -x";
        };
    }

    private void parameter(String condition, PositionalParamSpec parameter) {
        switch (CompletedWords.of(parameter)) {
            case CompletedWords.OfProject(String kind) -> line(condition, "-a " + quoted(asked(kind)), "");
            case CompletedWords.Choice(var words) -> line(condition, "-a " + quoted(String.join(" ", words)), "");
            case CompletedWords.Files _ -> line(condition, "-F", "");
            case CompletedWords.Nothing _ -> {}
        }
    }

    private static String asked(String kind) {
        return "(foobar-deploy complete " + kind + " -- (commandline -opc)[2..] 2>/dev/null)";
    }

    private void line(String condition, String what, String about) {
        text.append(START).append(" -n ").append(quoted(condition)).append(' ').append(what);
        if (!about.isEmpty()) {
            text.append(" -d ").append(quoted(about));
        }
        text.append('\n');
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0].replace("%n", " ").replace("%%", "%");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
