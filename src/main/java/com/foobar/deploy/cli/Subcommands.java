package com.foobar.deploy.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands below {@code foobar-deploy}. Most of the start of a run would go into reading the options of commands that
 * were not asked for, so only the one that is named is read whole.
 */
final class Subcommands {
    /** In the order of {@code --help}. */
    static final List<Class<?>> ALL = List.of(
            PlanCommand.class,
            ApplyCommand.class,
            VerifyCommand.class,
            FactsCommand.class,
            ExecCommand.class,
            LabCommand.class,
            DemoCommand.class,
            InventoryCommand.class,
            PromoteCommand.class,
            RejoinCommand.class,
            ReseedCommand.class,
            ReplicationCommand.class,
            ReleaseCommand.class,
            RollbackCommand.class,
            DrillCommand.class,
            DocsCommand.class,
            RunsCommand.class,
            VaultCommand.class,
            LockCommand.class,
            AuditCommand.class,
            ConfigCommand.class,
            LintCommand.class,
            GraphCommand.class,
            InitCommand.class,
            CompletionCommand.class,
            CompleteCommand.class,
            ReportCommand.class);

    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "-V", "--version");

    private Subcommands() {}

    /** Adds what these arguments need. */
    static void addTo(CommandLine top, List<String> arguments) {
        Optional<Class<?>> named = arguments.stream().findFirst().flatMap(Subcommands::named);
        if (named.isPresent()) {
            top.addSubcommand(named.get());
        } else if (ABOUT_ALL.containsAll(arguments)) {
            ALL.forEach(command -> top.addSubcommand(listed(command)));
        } else {
            ALL.forEach(top::addSubcommand);
        }
    }

    private static Optional<Class<?>> named(String name) {
        return ALL.stream().filter(command -> isNamed(command, name)).findFirst();
    }

    private static boolean isNamed(Class<?> command, String name) {
        Command annotation = annotation(command);
        return annotation.name().equals(name) || List.of(annotation.aliases()).contains(name);
    }

    /** A command as the list of all shows it, without its options. */
    private static CommandSpec listed(Class<?> command) {
        Command annotation = annotation(command);
        CommandSpec spec = CommandSpec.create().name(annotation.name()).aliases(annotation.aliases());
        spec.usageMessage().description(annotation.description()).hidden(annotation.hidden());
        return spec;
    }

    private static Command annotation(Class<?> command) {
        Command annotation = command.getAnnotation(Command.class);
        if (annotation == null) {
            throw new IllegalStateException(command + " is no command");
        }
        return annotation;
    }
}
