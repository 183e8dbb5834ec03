package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.Settings;
import java.io.PrintWriter;
import java.util.List;

/** The entry point of the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int exit = execute(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true));
        System.exit(exit);
    }

    /** Runs a command line; the streams are flushed when it returns. */
    public static int execute(String[] args, PrintWriter out, PrintWriter err) {
        var commandLine = TopCommand.create();
        // Settings reach those commands that are there already.
        Subcommands.addTo(commandLine, List.of(args));
        commandLine
                .setOut(out)
                .setErr(err)
                // A word such as @vars.yml is a value here, and no file with more words.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new Settings())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(
                        (e, failed, parsed) -> new Failures(wantsTrace(parsed.expandedArgs())).thrown(e, failed))
                .setParameterExceptionHandler((e, words) -> new Failures(wantsTrace(List.of(words))).misused(e));
        int exit = commandLine.execute(args);
        out.flush();
        err.flush();
        return exit;
    }

    /** Looked for among the words themselves, since those that do not parse may be asked for a trace too. */
    private static boolean wantsTrace(List<String> words) {
        return words.contains("--stacktrace");
    }
}
