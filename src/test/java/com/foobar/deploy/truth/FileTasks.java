package com.foobar.deploy.truth;

import java.util.List;

/** Files, lines and blocks in files, links and directories. */
final class FileTasks {
    static final List<Kind.Weighted> KINDS = List.of(
            Kind.of(14, FileTasks::content),
            Kind.of(5, FileTasks::sentFile),
            Kind.of(3, FileTasks::sentTree),
            Kind.of(5, FileTasks::copiedTree),
            Kind.of(3, FileTasks::copiedFile),
            Kind.of(4, FileTasks::template),
            Kind.of(7, FileTasks::directory),
            Kind.of(5, FileTasks::absent),
            Kind.of(3, FileTasks::touch),
            Kind.of(5, FileTasks::mode),
            Kind.of(5, FileTasks::link),
            Kind.of(2, FileTasks::hardLink),
            Kind.of(10, FileTasks::line),
            Kind.of(6, FileTasks::block),
            Kind.of(4, FileTasks::replace),
            Kind.of(5, FileTasks::loop));

    private FileTasks() {}

    private static List<Step> content(Draw draw, Scene scene) {
        Step.Task task = scene.task("copy", "dest", scene.file(), "content", scene.content());
        return List.of(attributes(draw, scene, argument(draw, 8, task, "force", false)));
    }

    private static List<Step> sentFile(Draw draw, Scene scene) {
        String to = draw.chance(20) ? scene.folder() + "/" : scene.file();
        Step.Task task = scene.task("copy", "src", draw.word("one.txt", "run.sh"), "dest", to);
        return List.of(attributes(draw, scene, argument(draw, 10, task, "mode", "preserve")));
    }

    private static List<Step> sentTree(Draw draw, Scene scene) {
        Step.Task task = scene.task("copy", "src", draw.word("tree", "tree/"), "dest", scene.folder());
        return List.of(treeModes(draw, scene, task));
    }

    /** The source has modes that must not be lost. */
    private static List<Step> copiedTree(Draw draw, Scene scene) {
        scene.before("mkdir -p s/sub && echo key > s/key && echo x > s/sub/run && chmod 600 s/key && chmod 750 s/sub"
                + " && chmod 700 s/sub/run s");
        String source = draw.word("s", "s/");
        String dest = scene.folder() + draw.word("", "/");
        // A new directory for the content of another has that one's mode here: a departure.
        String named = source.equals("s/") && dest.endsWith("/") ? dest.substring(0, dest.length() - 1) : dest;
        Step.Task task = scene.task("copy", "remote_src", true, "src", Scene.HERE + source, "dest", named);
        return List.of(treeModes(draw, scene, task));
    }

    private static Step.Task treeModes(Draw draw, Scene scene, Step.Task task) {
        Step.Task moded = argument(draw, 20, task, "mode", draw.word("preserve", "0640", "0600"));
        return argument(draw, 15, moded, "directory_mode", "0750");
    }

    private static List<Step> copiedFile(Draw draw, Scene scene) {
        Step.Task task = scene.task("copy", "remote_src", true, "src", scene.file(), "dest", scene.file());
        return List.of(attributes(draw, scene, argument(draw, 15, task, "mode", "preserve")));
    }

    private static List<Step> template(Draw draw, Scene scene) {
        return List.of(attributes(draw, scene, scene.task("template", "src", "t.j2", "dest", scene.file())));
    }

    private static List<Step> directory(Draw draw, Scene scene) {
        Step.Task task = scene.task("file", "path", scene.folder(), "state", "directory");
        task = argument(draw, 35, task, "mode", draw.word("0755", "0700", "0750", "u=rwX,g=rX,o="));
        return List.of(argument(draw, 10, task, "recurse", true));
    }

    private static List<Step> absent(Draw draw, Scene scene) {
        String path = draw.chance(70) ? scene.file() : scene.folder();
        return List.of(scene.task("file", "path", path, "state", "absent"));
    }

    private static List<Step> touch(Draw draw, Scene scene) {
        Step.Task task = scene.task("file", "path", scene.file(), "state", "touch");
        if (draw.chance(50)) {
            task = argument(task, "modification_time", "preserve");
            task = argument(task, "access_time", "preserve");
        }
        return List.of(attributes(draw, scene, task));
    }

    private static List<Step> mode(Draw draw, Scene scene) {
        Step.Task task = scene.task("file", "path", scene.file(), "mode", scene.mode());
        return List.of(argument(draw, 20, task, "owner", "daemon"));
    }

    private static List<Step> link(Draw draw, Scene scene) {
        String target = draw.word("a", "b", "d", "d/a", "nowhere", Scene.HERE + "a", Scene.HERE + "d/b");
        Step.Task task = scene.task("file", "state", "link", "src", target, "dest", linkPath(draw, scene));
        return List.of(argument(draw, 40, task, "force", true));
    }

    private static String linkPath(Draw draw, Scene scene) {
        return draw.chance(30) ? scene.file() : Scene.HERE + draw.word("m", "d/m", "l/m");
    }

    private static List<Step> hardLink(Draw draw, Scene scene) {
        return List.of(scene.task(
                "file", "state", "hard", "src", scene.file(), "dest", Scene.HERE + draw.word("h", "d/h", "l/h")));
    }

    private static List<Step> line(Draw draw, Scene scene) {
        Step.Task task = scene.task("lineinfile", "path", scene.file(), "line", "k=" + draw.below(3));
        switch (draw.below(6)) {
            case 0 -> task = argument(task, "regexp", draw.word("^k=", "^k=1", "^z"));
            case 1 -> task = argument(task, "insertafter", draw.word("^k=", "one", "EOF"));
            case 2 -> task = argument(task, "insertbefore", draw.word("^k=", "two", "BOF"));
            case 3 -> task = argument(task, "state", "absent");
            default -> {
                // A plain line.
            }
        }
        return List.of(attributes(draw, scene, argument(draw, 70, task, "create", true)));
    }

    private static List<Step> block(Draw draw, Scene scene) {
        Step.Task task = scene.task(
                "blockinfile", "path", scene.file(), "block", draw.word("one\n", "x\ny\n", "{{ x }}\nz", "k=1"));
        switch (draw.below(5)) {
            case 0 -> task = argument(task, "marker", "// {mark} OURS");
            case 1 -> task = argument(task, "insertafter", draw.word("^k=", "one", "EOF"));
            case 2 -> task = argument(task, "insertbefore", draw.word("^k=", "two", "BOF"));
            case 3 -> task = argument(task, "state", "absent");
            default -> {
                // At the end, with the usual markers.
            }
        }
        return List.of(argument(draw, 70, task, "create", true));
    }

    private static List<Step> replace(Draw draw, Scene scene) {
        return List.of(scene.task(
                "replace",
                "path",
                scene.file(),
                "regexp",
                draw.word("k=1", "^one$", "(t)(wo)", "nothing"),
                "replace",
                draw.word("k=7", "\\g<0>", "new", "")));
    }

    private static List<Step> loop(Draw draw, Scene scene) {
        List<Object> items = draw.chance(50)
                ? List.of("a", "b", draw.word("d/a", "l/b"))
                : List.of(draw.word("a", "d/a"), draw.word("b", "l/a"));
        Step.Task task = switch (draw.below(3)) {
            case 0 -> scene.task("copy", "dest", Scene.HERE + "{{ item }}", "content", scene.content());
            case 1 -> scene.task("file", "path", Scene.HERE + "{{ item }}", "mode", scene.mode());
            default -> scene.task("lineinfile", "path", Scene.HERE + "a", "line", "{{ item }}", "create", true);
        };
        return List.of(task.with(draw.word("loop", "with_items"), items));
    }

    private static Step.Task attributes(Draw draw, Scene scene, Step.Task task) {
        Step.Task moded = task.arguments().containsKey("mode") ? task : argument(draw, 30, task, "mode", scene.mode());
        return argument(draw, 10, moded, "owner", draw.word("daemon", "root"));
    }

    static Step.Task argument(Draw draw, int percent, Step.Task task, String name, Object value) {
        return draw.chance(percent) ? argument(task, name, value) : task;
    }

    static Step.Task argument(Step.Task task, String name, Object value) {
        var more = new java.util.LinkedHashMap<>(task.arguments());
        more.put(name, value);
        return new Step.Task(task.name(), task.module(), more, task.keywords());
    }
}
