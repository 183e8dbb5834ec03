package com.foobar.deploy.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The commands in {@code foobar-deploy --help}, in picocli's layout and straight from the table: picocli would want an
 * object for each, lays their descriptions out at length, and breaks the names of files.
 */
final class CommandList {
    private static final String SYNOPSIS_OF_COMMANDS = "[COMMAND]";
    private static final int MARGIN = 2;

    private final List<Subcommand> commands;

    CommandList(List<Subcommand> commands) {
        this.commands = commands.stream().filter(command -> !command.hidden()).toList();
    }

    /** Has the help of this command show the list, though none of the commands is added to it. */
    void showIn(CommandLine top) {
        var sections = top.getHelpSectionMap();
        sections.put(
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                help -> help.synopsis(help.synopsisHeadingLength()).stripTrailing() + " " + SYNOPSIS_OF_COMMANDS
                        + "\n");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, _ -> "Commands:\n");
        sections.put(
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                help -> text(help.commandSpec().usageMessage().width(), help.colorScheme()));
        top.setHelpSectionMap(sections);
    }

    private String text(int width, CommandLine.Help.ColorScheme colors) {
        int column = MARGIN
                + commands.stream()
                        .mapToInt(command -> names(command).length())
                        .max()
                        .orElse(0)
                + MARGIN;
        var text = new StringBuilder();
        for (Subcommand command : commands) {
            String names = names(command);
            text.append(" ".repeat(MARGIN));
            text.append(String.join(
                    ", ",
                    command.names().stream()
                            .map(name -> colors.commandText(name).toString())
                            .toList()));
            text.append(" ".repeat(column - MARGIN - names.length()));
            wrap(command.description().getFirst(), column, width, text);
        }
        return text.toString();
    }

    private static String names(Subcommand command) {
        return String.join(", ", command.names());
    }

    /** Lines after the first are indented once more. */
    private static void wrap(String description, int column, int width, StringBuilder text) {
        int at = column;
        boolean begins = true;
        for (String word : description.split(" ")) {
            if (!begins && at + 1 + word.length() >= width) {
                text.append('\n').repeat(" ", column + MARGIN);
                at = column + MARGIN;
                begins = true;
            }
            text.append(begins ? "" : " ").append(word);
            at += (begins ? 0 : 1) + word.length();
            begins = false;
        }
        text.append('\n');
    }
}
