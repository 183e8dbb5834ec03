package com.foobar.deploy.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A command below {@code foobar-deploy}: what the list of all shows of it, kept out of its annotations, since reading
 * those is what takes time.
 *
 * @param type has the options, and what is done
 * @param description its lines; the list shows the first
 */
record Subcommand(String name, List<String> aliases, boolean hidden, Class<?> type, List<String> description) {
    static Subcommand of(String name, Class<?> type, String... description) {
        return new Subcommand(name, List.of(), false, type, List.of(description));
    }

    /** The same command under another name too. */
    Subcommand alias(String alias) {
        return new Subcommand(name, List.of(alias), hidden, type, description);
    }

    /** The same command, which the list leaves out. */
    Subcommand unlisted() {
        return new Subcommand(name, aliases, true, type, description);
    }

    /** By which it is called, its own first. */
    List<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    /** With its options and the commands below it. */
    void addTo(CommandLine top) {
        var below = new CommandLine(type);
        below.getCommandSpec().usageMessage().hidden(hidden).description(description.toArray(String[]::new));
        top.addSubcommand(name, below, aliases.toArray(String[]::new));
    }
}
