package com.foobar.deploy.truth;

import java.util.List;

/** Repetition, results that a task judges itself, loops over results, and facts of the other host. */
final class ControlTasks {
    static final List<Kind.Weighted> KINDS = List.of(
            Kind.of(4, ControlTasks::repeated),
            Kind.of(3, ControlTasks::judged),
            Kind.of(4, ControlTasks::overResults),
            Kind.of(4, ControlTasks::notifyingLoop),
            Kind.of(3, ControlTasks::namedItems),
            Kind.of(4, ControlTasks::variablesOfAFile),
            Kind.of(3, ControlTasks::surroundings),
            Kind.of(6, ControlTasks::factsOfTheOther),
            Kind.of(1, ControlTasks::ended));

    private ControlTasks() {}

    private static List<Step> repeated(Draw draw, Scene scene) {
        String path = scene.file();
        Step.Task task = draw.chance(50)
                ? scene.task("shell", "cmd", "echo x >> " + path + "; wc -l < " + path)
                : scene.task("command", "argv", List.of("cat", path)).with("changed_when", false);
        String register = scene.register(task);
        String condition = draw.word(".rc == 0", ".stdout != ''", ".stdout_lines | length > 0");
        return List.of(task.with("register", register)
                .with("until", register + condition)
                .with("retries", draw.between(1, 2))
                .with("delay", 0)
                .with("ignore_errors", draw.chance(80)));
    }

    private static List<Step> judged(Draw draw, Scene scene) {
        Step.Task task = scene.task("command", "argv", List.of("grep", "-q", draw.word("k=1", "one"), scene.file()));
        String register = scene.register(task);
        return List.of(
                task.with("register", register)
                        .with("failed_when", register + ".rc > 1")
                        .with("changed_when", register + ".rc == " + draw.below(2))
                        .with("ignore_errors", draw.chance(70)),
                scene.task("copy", "dest", scene.file(), "content", scene.content())
                        .with("when", register + draw.word(" is changed", ".rc == 0", " is failed", " is succeeded")));
    }

    private static List<Step> overResults(Draw draw, Scene scene) {
        List<Object> items = List.of("a", "d/a", draw.word("l/b", "e/a"));
        boolean looks = draw.chance(50);
        Step.Task first = looks
                ? scene.task("stat", "path", Scene.HERE + "{{ item }}")
                : scene.task("copy", "dest", Scene.HERE + "{{ item }}", "content", scene.content());
        String register = scene.register(first);
        Step.Task then = scene.task("lineinfile", "path", Scene.HERE + "b", "create", true, "line", "{{ item.item }}")
                .with("loop", "{{ " + register + ".results }}")
                .with("when", looks ? "item.stat.exists" : "item is changed");
        return List.of(first.with("loop", items).with("register", register), then);
    }

    private static List<Step> notifyingLoop(Draw draw, Scene scene) {
        Step.Task task = scene.task("copy", "dest", Scene.HERE + "{{ item }}", "content", scene.content())
                .with("loop", List.of("a", draw.word("d/a", "l/a", "b")));
        return List.of(scene.handlers().isEmpty() ? task : task.with("notify", List.of(draw.from(scene.handlers()))));
    }

    private static List<Step> namedItems(Draw draw, Scene scene) {
        return List.of(scene.task(
                        "lineinfile",
                        "path",
                        scene.file(),
                        "create",
                        true,
                        "line",
                        "{{ at }} {{ it.n }} {{ it.of | default(x) }}")
                .with("loop", List.of(Yaml.map("n", "p"), Yaml.map("n", "q", "of", "{{ v }}")))
                .with("loop_control", Yaml.map("loop_var", "it", "index_var", "at")));
    }

    private static List<Step> variablesOfAFile(Draw draw, Scene scene) {
        String word =
                draw.word("{{ v }}", "{{ x }}", "{{ given | default('none') }}", "{{ mine.v | default('none') }}");
        Step.Task include = scene.task("include_vars", "file", "more.yml");
        return List.of(
                FileTasks.argument(draw, 30, include, "name", "mine"),
                scene.task("copy", "dest", scene.file(), "content", word + "\n"));
    }

    /** Where a command runs without {@code chdir} depends on how Ansible is connected, so that it says nothing of it. */
    private static List<Step> surroundings(Draw draw, Scene scene) {
        String path = scene.file();
        String tone = draw.word("low", "{{ v }}");
        String folder = Scene.HERE + draw.word("d", "l", "e");
        boolean there = draw.chance(50);
        String command = "printf '%s\\n' \"$TONE\"" + (there ? " \"${PWD##*/}\"" : "") + " > " + path;
        Step.Task task = scene.task("shell", "cmd", command).with("environment", Yaml.map("TONE", tone));
        return List.of(there ? FileTasks.argument(task, "chdir", folder) : task);
    }

    private static List<Step> factsOfTheOther(Draw draw, Scene scene) {
        if (scene.hosts().size() == 1 || scene.depth() > 0) {
            return notifyingLoop(draw, scene);
        }
        Step.Task fact = scene.task("set_fact", "far", draw.word("red", "{{ x }}"))
                .with("delegate_to", draw.from(scene.hosts()));
        return List.of(
                draw.chance(70) ? fact.with("delegate_facts", true) : fact,
                scene.task(
                        "copy",
                        "dest",
                        scene.file(),
                        "content",
                        "{{ far | default('none') }} {{ hostvars['two'].far | default('none') }}\n"));
    }

    private static List<Step> ended(Draw draw, Scene scene) {
        return scene.depth() > 0
                ? notifyingLoop(draw, scene)
                : List.of(scene.task("meta", Step.Task.FREE, draw.word("end_play", "end_host"))
                        .with("when", draw.word("x == 'red'", "x == 'green'", "v == 'given'")));
    }
}
