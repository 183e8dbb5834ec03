package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.view.ErrorText;
import com.foobar.deploy.view.Style;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the command line. */
@Command(
        name = "foobar-deploy",
        description = "Brings bare hosts to a described state over SSH, with nothing on them but a POSIX shell.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            PlanCommand.class,
            ApplyCommand.class,
            VerifyCommand.class,
            FactsCommand.class,
            ExecCommand.class,
            LabCommand.class,
            DemoCommand.class,
            InventoryCommand.class,
            DocsCommand.class,
            VaultCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  foobar-deploy demo",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab",
            "  foobar-deploy verify playbooks/site.yml -i inventories/lab"
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] args) {
        int exit = execute(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true));
        System.exit(exit);
    }

    /** Runs a command line; the streams are flushed when it returns. */
    public static int execute(String[] args, PrintWriter out, PrintWriter err) {
        var commandLine = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, failed, _) -> failed(e, failed));
        commandLine.setParameterExceptionHandler((e, _) -> {
            e.getCommandLine().getErr().println("error: " + e.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(
                    e, e.getCommandLine().getErr())) {
                e.getCommandLine()
                        .getErr()
                        .println("try `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
            }
            return ExitCode.USAGE.number();
        });
        int exit = commandLine.execute(args);
        out.flush();
        err.flush();
        return exit;
    }

    /** What was thrown becomes a message; the trace of a defect is shown where it is asked for. */
    private static int failed(Exception e, CommandLine commandLine) {
        PrintWriter err = commandLine.getErr();
        var style = Style.of(System.getenv(), Terminals.errorIsTerminal());
        if (System.getenv("FOOBAR_STACKTRACE") != null) {
            e.printStackTrace(err);
        }
        if (e instanceof DeployException known) {
            err.print(ErrorText.of(known.diagnostic(), style));
            err.flush();
            return known.diagnostic().code().exit().number();
        }
        err.println("error[FD9999]: this is a defect of foobar-deploy: " + e);
        err.println("  help: set FOOBAR_STACKTRACE=1 and report what it prints");
        return ExitCode.INTERNAL.number();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
