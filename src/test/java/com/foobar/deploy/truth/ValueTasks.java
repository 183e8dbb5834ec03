package com.foobar.deploy.truth;

import java.util.List;

/** Facts, readings that later tasks use, commands, and what goes wrong on purpose. */
final class ValueTasks {
    static final List<Kind.Weighted> KINDS = List.of(
            Kind.of(5, ValueTasks::gathered),
            Kind.of(4, ValueTasks::fact),
            Kind.of(6, ValueTasks::looked),
            Kind.of(4, ValueTasks::read),
            Kind.of(3, ValueTasks::found),
            Kind.of(2, ValueTasks::appended),
            Kind.of(3, ValueTasks::created),
            Kind.of(3, ValueTasks::said),
            Kind.of(3, ValueTasks::asserted),
            Kind.of(2, ValueTasks::failing),
            Kind.of(2, ValueTasks::flushed));

    private ValueTasks() {}

    /** A list that grows with each round of a loop, then written down. */
    private static List<Step> gathered(Draw draw, Scene scene) {
        String variable = "acc" + scene.number();
        Step set = scene.task("set_fact", variable, "{{ " + variable + " | default([]) + [item] }}")
                .with("loop", draw.chance(50) ? List.of("p", "q", "r") : List.of(1, 2));
        return List.of(
                set, scene.task("copy", "dest", scene.file(), "content", "{{ " + variable + " | join(',') }}\n"));
    }

    private static List<Step> fact(Draw draw, Scene scene) {
        return List.of(scene.task("set_fact", draw.word("x", "v"), draw.word("red", "green", "{{ x }}-{{ v }}")));
    }

    private static List<Step> looked(Draw draw, Scene scene) {
        Step.Task stat = scene.task("stat", "path", scene.file());
        String register = scene.register(stat);
        Step.Task use = draw.chance(50)
                ? scene.task("copy", "dest", scene.file(), "content", "{{ " + register + ".stat.exists }}\n")
                : scene.task("copy", "dest", scene.file(), "content", scene.content())
                        .with("when", draw.word("", "not ") + register + ".stat.exists");
        return List.of(stat.with("register", register), use);
    }

    private static List<Step> read(Draw draw, Scene scene) {
        String path = scene.file();
        boolean slurps = draw.chance(50);
        Step.Task read = slurps
                ? scene.task("slurp", "src", path)
                : scene.task("command", "argv", List.of("cat", path)).with("changed_when", false);
        String register = scene.register(read);
        String text = slurps ? "{{ " + register + ".content | b64decode }}!\n" : "{{ " + register + ".stdout }}!\n";
        Step.Task use = scene.task("copy", "dest", scene.file(), "content", text);
        Step.Task first = scene.task("copy", "dest", path, "content", scene.content());
        return draw.chance(60)
                ? List.of(first, read.with("register", register), use)
                : List.of(read.with("register", register), use);
    }

    private static List<Step> found(Draw draw, Scene scene) {
        Step.Task find = scene.task("find", "paths", Scene.HERE + draw.word("d", "l/", "e"), "file_type", "any");
        String register = scene.register(find);
        return List.of(
                FileTasks.argument(draw, 40, find, "recurse", true).with("register", register),
                scene.task("copy", "dest", scene.file(), "content", "{{ " + register + ".matched }}\n"));
    }

    private static List<Step> appended(Draw draw, Scene scene) {
        return List.of(scene.task("shell", "cmd", "echo " + draw.word("one", "k=1") + " >> " + scene.file()));
    }

    private static List<Step> created(Draw draw, Scene scene) {
        String path = scene.file();
        return List.of(scene.task(
                "command", "argv", List.of("touch", path), draw.word("creates", "creates", "removes"), path));
    }

    private static List<Step> said(Draw draw, Scene scene) {
        return List.of(scene.task("debug", "msg", draw.word("{{ x }}", "{{ v }}", "plain")));
    }

    private static List<Step> asserted(Draw draw, Scene scene) {
        return List.of(scene.task("assert", "that", List.of(draw.chance(80) ? "x == x" : "v == 'green'"))
                .with("ignore_errors", draw.chance(70)));
    }

    private static List<Step> failing(Draw draw, Scene scene) {
        return List.of(scene.task("fail", "msg", "on purpose").with("ignore_errors", draw.chance(80)));
    }

    private static List<Step> flushed(Draw draw, Scene scene) {
        return scene.depth() > 0 ? said(draw, scene) : List.of(scene.task("meta", Step.Task.FREE, "flush_handlers"));
    }
}
