package com.foobar.deploy.cli;

import com.foobar.deploy.cli.completion.CompletedWords;
import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.diagnostic.NearestName;
import com.foobar.deploy.view.ErrorText;
import com.foobar.deploy.view.Style;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes a message with a code and an exit code of everything that is thrown. */
final class Failures {
    private static final String UNTOUCHED = "no host was touched";

    private static final Set<String> NEVER_SUGGESTED =
            Set.of("drill", "promote", "rejoin", "reseed", "release", "rollback", "down");

    /** Of mistakes that were found together. */
    private static final int MOST_SHOWN = 20;

    private final boolean trace;

    /** @param trace shows where in the program the error came from */
    Failures(boolean trace) {
        this.trace = trace || System.getenv("FOOBAR_STACKTRACE") != null;
    }

    int thrown(Throwable thrown, CommandLine command) {
        Diagnostic diagnostic = thrown instanceof DeployException known
                ? known.diagnostic()
                : Diagnostic.of(ErrorCode.INTERNAL, "this is a defect of foobar-deploy: " + thrown)
                        .advise("run it again with --stacktrace and report what it prints");
        boolean early = diagnostic.code().exit() == ExitCode.USAGE && connects(command);
        List<Diagnostic> others = thrown instanceof DeployException known ? known.all() : List.of(diagnostic);
        int exit = show(early && others.size() == 1 ? diagnostic.leaving(UNTOUCHED) : diagnostic, thrown, command);
        showOthers(others.subList(1, others.size()), early, command);
        return exit;
    }

    /** Mistakes that were found together with the first one; the last that is shown says what became of the hosts. */
    private static void showOthers(List<Diagnostic> others, boolean early, CommandLine command) {
        List<Diagnostic> shown = others.stream().limit(MOST_SHOWN - 1).toList();
        for (int i = 0; i < shown.size(); i++) {
            boolean last = i + 1 == shown.size();
            print(early && last ? shown.get(i).leaving(UNTOUCHED) : shown.get(i), command);
        }
        if (others.size() > shown.size()) {
            command.getErr().println((others.size() - shown.size()) + " more mistakes are not shown");
        }
        command.getErr().flush();
    }

    /** A command that never talks to hosts need not say that it left them alone. */
    private static boolean connects(CommandLine command) {
        return command.getCommandSpec().findOption("--connection") != null;
    }

    int misused(CommandLine.ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        if (misuse.getCause() instanceof DeployException known) {
            return thrown(known, command); // a settings file is read while the options are
        }
        Diagnostic diagnostic = Diagnostic.of(ErrorCode.USAGE, message(misuse));
        for (String advice : advice(misuse)) {
            diagnostic = diagnostic.advise(advice);
        }
        String name = command.getCommandSpec().qualifiedName();
        return show(diagnostic.advise("`" + name + " --help` shows what there is"), misuse, command);
    }

    private static String message(CommandLine.ParameterException misuse) {
        String command = misuse.getCommandLine().getCommandName();
        return switch (misuse) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
            case CommandLine.MissingParameterException missing ->
                "`" + command + "` needs "
                        + String.join(
                                " and ",
                                missing.getMissing().stream()
                                        .map(Failures::name)
                                        .toList());
            default -> badValue(misuse).orElseGet(() -> lowerFirst(String.valueOf(misuse.getMessage())));
        };
    }

    /** What an option takes instead of the value that it was given. */
    private static Optional<String> badValue(CommandLine.ParameterException misuse) {
        ArgSpec argument = misuse.getArgSpec();
        String value = misuse.getValue();
        if (argument == null || value == null) {
            return Optional.empty();
        }
        return takes(argument).map(wanted -> "`" + name(argument) + "` takes " + wanted + ", not `" + value + "`");
    }

    private static Optional<String> takes(ArgSpec argument) {
        if (CompletedWords.of(argument) instanceof CompletedWords.Choice(var words)) {
            return Optional.of(String.join(" or ", words));
        }
        Class<?> type = argument.auxiliaryTypes()[0];
        boolean whole = type == int.class || type == Integer.class || type == long.class || type == Long.class;
        return whole ? Optional.of("a whole number") : Optional.empty();
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException unmatched, String command) {
        String word = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            return "`" + command + "` has no option `" + word + "`";
        }
        boolean parent = !unmatched.getCommandLine().getSubcommands().isEmpty();
        return parent
                ? "there is no command `"
                        + unmatched.getCommandLine().getCommandSpec().qualifiedName() + " " + word + "`"
                : "`" + command + "` takes no more words: `" + word + "`";
    }

    private static String name(ArgSpec missing) {
        return missing instanceof OptionSpec option ? option.longestName() : missing.paramLabel();
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static List<String> advice(CommandLine.ParameterException misuse) {
        if (!(misuse instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return List.of();
        }
        String word = unmatched.getUnmatched().getFirst();
        CommandLine command = unmatched.getCommandLine();
        boolean first = command.getParent() == null && !unmatched.isUnknownOption();
        Optional<String> known = first ? AnsibleWords.command(unmatched.getUnmatched()) : AnsibleWords.option(word);
        return known.or(() -> NearestName.of(word, names(unmatched)).map(near -> "did you mean `" + near + "`?"))
                .map(List::of)
                .orElse(List.of());
    }

    /** What may be suggested instead; never a command that changes what serves, or breaks it. */
    private static List<String> names(CommandLine.UnmatchedArgumentException unmatched) {
        CommandLine command = unmatched.getCommandLine();
        return unmatched.isUnknownOption()
                ? command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .toList()
                : command.getSubcommands().keySet().stream()
                        .filter(name -> !NEVER_SUGGESTED.contains(name))
                        .toList();
    }

    private int show(Diagnostic diagnostic, Throwable thrown, CommandLine command) {
        if (trace) {
            thrown.printStackTrace(command.getErr());
        }
        print(diagnostic, command);
        command.getErr().flush();
        return diagnostic.code().exit().number();
    }

    private static void print(Diagnostic diagnostic, CommandLine command) {
        var style = Style.of(System.getenv(), Terminals.errorIsTerminal());
        command.getErr().print(ErrorText.of(diagnostic, style));
    }
}
