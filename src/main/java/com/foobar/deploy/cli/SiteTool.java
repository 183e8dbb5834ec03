package com.foobar.deploy.cli;

import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.site.drill.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This tool's commands with the inventory of a site. */
public final class SiteTool implements Tool {
    private final Path project;
    private final List<String> words;

    /**
     * @param project where the playbooks lie
     * @param words that name the inventory, given to every command
     */
    SiteTool(Path project, List<String> words) {
        this.project = project;
        this.words = List.copyOf(words);
    }

    /** @param variables {@code name=value}, given to every command that plays a playbook */
    public static SiteTool ofLab(LabOptions lab, List<String> variables) {
        var words = new ArrayList<>(List.of(
                "-i",
                home().resolve("inventories/lab").toString(),
                "-i",
                lab.inventory().toString()));
        variables.forEach(variable -> words.add("--extra-vars=" + variable));
        return new SiteTool(home(), words);
    }

    /** What names the inventory, and the variables. */
    public List<String> words() {
        return words;
    }

    @Override
    public Outcome run(String... arguments) {
        var text = new StringWriter();
        int exit = Main.execute(
                whole(arguments).toArray(String[]::new), new PrintWriter(text, true), new PrintWriter(text, true));
        return new Outcome(exit, text.toString());
    }

    @Override
    public Process start(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfoobar.home=" + System.getProperty("foobar.home", "."),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(whole(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The inventories stand after the command's words, since some commands take the rest of the line; variables of the
     * command after those of the site, over which they win.
     */
    private List<String> whole(String... arguments) {
        var all = new ArrayList<String>();
        var variables = new ArrayList<String>();
        for (String argument : arguments) {
            boolean playbook = argument.endsWith(".yml") && !argument.startsWith("-");
            var words = argument.startsWith("-e") ? variables : all;
            words.add(playbook ? project.resolve(argument).toString() : argument);
        }
        all.addAll(this.words);
        all.addAll(variables);
        return all;
    }

    static Path home() {
        return Path.of(System.getProperty("foobar.home", ".")).toAbsolutePath().normalize();
    }
}
