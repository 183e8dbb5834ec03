package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A play on one host or two, with what is on them before. Paths begin with {@code {{ w }}}, the play's own directory;
 * names of accounts and units with {@code {{ u }}}, which no other play uses.
 *
 * @param start shell commands that make the state before, in the play's directory
 */
record Playbook(
        long seed,
        List<String> hosts,
        List<String> start,
        Map<String, Object> variables,
        List<Step> tasks,
        List<Step.Task> handlers) {
    static final String FIRST = "one";
    static final String SECOND = "two";
    static final String FILE = "site.yml";
    private static final String FOLDER = "/srv/truth/";

    Playbook {
        hosts = List.copyOf(hosts);
        start = List.copyOf(start);
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }

    Playbook withTasks(List<Step> other) {
        return new Playbook(seed, hosts, start, variables, other, handlers);
    }

    Playbook withHandlers(List<Step.Task> other) {
        return new Playbook(seed, hosts, start, variables, tasks, other);
    }

    Playbook withStart(List<String> other) {
        return new Playbook(seed, hosts, other, variables, tasks, handlers);
    }

    Playbook withHosts(List<String> other) {
        return new Playbook(seed, other, start, variables, tasks, handlers);
    }

    Stream<Step> steps() {
        return Stream.concat(tasks.stream().flatMap(Step::all), handlers.stream());
    }

    Stream<Step.Task> allTasks() {
        return steps().filter(Step.Task.class::isInstance).map(Step.Task.class::cast);
    }

    /** Whether the second host may have anything to do with it. */
    boolean usesSecond() {
        return hosts.contains(SECOND)
                || steps().anyMatch(step -> SECOND.equals(step.keywords().get("delegate_to")));
    }

    /** Whether it changes accounts, packages or units, so that it must not run beside another. */
    boolean isSystemWide() {
        return allTasks().anyMatch(task -> SystemTasks.MODULES.contains(task.module()));
    }

    static String root(String id) {
        return FOLDER + id;
    }

    static String prefix(String id) {
        return "t" + id;
    }

    /** The files of the playbook, by name. */
    Map<String, String> files(String id) {
        var files = new LinkedHashMap<String, String>();
        files.put(FILE, Yaml.text(List.of(play(id))));
        steps().filter(Step.Include.class::isInstance)
                .map(Step.Include.class::cast)
                .forEach(include -> {
                    files.put(include.file(), Yaml.text(Step.rendered(include.steps())));
                    if (include.isRole()) {
                        files.put("roles/" + include.name() + "/defaults/main.yml", "given: default\n");
                    }
                });
        return files;
    }

    private Map<String, Object> play(String id) {
        var vars = Yaml.map("w", root(id), "u", prefix(id));
        vars.putAll(variables);
        // Handlers that stay due after a failure belong to a play by its name.
        Map<String, Object> play = Yaml.map(
                "name",
                "play " + id,
                "hosts",
                String.join(":", hosts),
                "become",
                true,
                "gather_facts",
                false,
                "vars",
                vars);
        play.put("tasks", Step.rendered(tasks));
        if (!handlers.isEmpty()) {
            play.put("handlers", Step.rendered(handlers));
        }
        return play;
    }

    /** A script that makes the state before; it may be run again. */
    String startScript(String id) {
        var lines = new ArrayList<String>(List.of("rm -rf " + root(id), "mkdir -p " + root(id), "cd " + root(id)));
        lines.addAll(start);
        return String.join("\n", lines) + "\n";
    }

    /** For people. */
    String text() {
        var text = new StringBuilder();
        start.forEach(line -> text.append("# before: ").append(line).append('\n'));
        files("N").forEach((name, content) -> {
            if (!name.equals(FILE)) {
                text.append("# ").append(name).append(":\n");
            }
            text.append(content);
        });
        return text.toString();
    }
}
