package com.foobar.deploy.cli.project;

import com.foobar.deploy.cli.option.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code config}: the settings that hold, and where each comes from. */
@Command(
        mixinStandardHelpOptions = true,
        subcommands = ConfigCommand.Show.class,
        synopsisSubcommandLabel = "show",
        footer = {"", "Examples:", "  foobar-deploy config show"})
public final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Prints every setting with its origin. */
    @Command(
            name = "show",
            description = "Shows each setting with its value and where it comes from.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy config show"})
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            var settings = new Settings();
            for (Settings.Setting setting : Settings.ALL) {
                Settings.Origin origin = settings.origin(setting);
                out.printf("%-20s %-32s %s%n", setting.name(), origin.value(), origin.from());
            }
            out.flush();
            return 0;
        }
    }
}
