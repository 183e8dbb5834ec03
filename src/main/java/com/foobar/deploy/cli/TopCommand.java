package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * {@code foobar-deploy} itself: without a command it shows the list of them. Put together by hand, since annotations are
 * read by reflection, which was most of what {@code --version} did.
 */
final class TopCommand implements Runnable {
    private static final String[] EXAMPLES = {
        "",
        "Examples:",
        "  foobar-deploy demo",
        "  foobar-deploy plan playbooks/site.yml -i inventories/lab",
        "  foobar-deploy apply playbooks/site.yml -i inventories/lab",
        "  foobar-deploy verify playbooks/site.yml -i inventories/lab"
    };

    static {
        // Before picocli reads them: it would look for Groovy in every jar, and for what makes dates of words.
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
    }

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private TopCommand() {}

    /** With its own options, and no command below it yet. */
    static CommandLine create() {
        CommandSpec spec = new TopCommand().spec;
        spec.name("foobar-deploy").versionProvider(new Version());
        spec.usageMessage()
                .description("Brings bare hosts to a described state over SSH, with nothing on them but a POSIX shell.")
                .footer(EXAMPLES);
        spec.addOption(flag("--stacktrace")
                .description("Shows with an error where in the program it came from.")
                .scopeType(ScopeType.INHERIT)
                .build());
        // In the words of picocli, as the commands below have them: its own way to add them reads annotations.
        spec.addOption(flag("-h", "--help")
                .description("Show this help message and exit.")
                .usageHelp(true)
                .build());
        spec.addOption(flag("-V", "--version")
                .description("Print version information and exit.")
                .versionHelp(true)
                .build());
        return new CommandLine(spec);
    }

    private static OptionSpec.Builder flag(String first, String... more) {
        return OptionSpec.builder(first, more).type(boolean.class);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
