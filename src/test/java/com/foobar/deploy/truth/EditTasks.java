package com.foobar.deploy.truth;

import java.util.List;

/** The less common options of modules that edit files, and archives. */
final class EditTasks {
    static final List<Kind.Weighted> KINDS = List.of(
            Kind.of(10, EditTasks::line),
            Kind.of(6, EditTasks::block),
            Kind.of(5, EditTasks::unpacked),
            Kind.of(3, EditTasks::removedAsFound),
            Kind.of(3, EditTasks::symbolicMode),
            Kind.of(3, EditTasks::throughLink),
            Kind.of(3, EditTasks::checked));

    private EditTasks() {}

    private static List<Step> line(Draw draw, Scene scene) {
        Step.Task task = scene.task("lineinfile", "path", scene.file());
        switch (draw.below(6)) {
            case 0 -> task = with(task, "regexp", "^k=(\\d)", "line", "k=\\1;", "backrefs", true);
            case 1 -> task = with(task, "line", "new", "firstmatch", true, position(draw), "^k=");
            case 2 -> task = with(task, "regexp", "^z=", "line", "z=1", position(draw), draw.word("^k=", "one"));
            case 3 -> task = with(task, "search_string", "k=", "line", "k=9");
            case 4 -> task = with(task, "regexp", draw.word("^k=", "o"), "state", "absent");
            default -> task = with(task, "line", "two", "insertafter", "EOF");
        }
        boolean creates = !task.arguments().containsKey("backrefs");
        return List.of(FileTasks.argument(draw, creates ? 50 : 0, task, "create", true));
    }

    private static String position(Draw draw) {
        return draw.word("insertafter", "insertbefore");
    }

    private static List<Step> block(Draw draw, Scene scene) {
        Step.Task task = scene.task(
                "blockinfile", "path", scene.file(), "block", draw.word("one\n", "x\ny", "", "  in\n\nout\n"));
        switch (draw.below(4)) {
            case 0 -> task = with(task, "prepend_newline", true);
            case 1 -> task = with(task, "append_newline", true, position(draw), draw.word("^k=", "one"));
            case 2 -> task = with(task, "marker_begin", "OPEN", "marker_end", "SHUT");
            default -> task = with(task, "marker", "; {mark} " + draw.word("A", "B"));
        }
        return List.of(FileTasks.argument(draw, 70, task, "create", true));
    }

    private static List<Step> unpacked(Draw draw, Scene scene) {
        scene.before("mkdir -p s/in/deep && echo 1 > s/in/p && echo 2 > s/in/deep/q && chmod 640 s/in/p"
                + " && chmod 700 s/in/deep && tar --sort=name --mtime=@0 -C s -cf - in | gzip -n > ball.tgz");
        Step.Task task = scene.task(
                "unarchive",
                "remote_src",
                true,
                "src",
                Scene.HERE + "ball.tgz",
                "dest",
                Scene.HERE + draw.word("d", "l", "e"));
        switch (draw.below(6)) {
            case 0 -> task = with(task, "owner", "daemon");
            case 1 -> task = with(task, "creates", scene.file());
            case 2 -> task = with(task, "exclude", List.of("in/deep"));
            case 3 -> task = with(task, "mode", draw.word("0640", "u=rwX,g=rX,o="));
            case 4 -> task = with(task, "keep_newer", true);
            default -> {
                // All of it, as it is.
            }
        }
        return List.of(task);
    }

    /** What a search finds is removed by a loop. */
    private static List<Step> removedAsFound(Draw draw, Scene scene) {
        Step.Task find =
                scene.task("find", "paths", Scene.HERE + draw.word("d", "l/"), "patterns", draw.word("a", "b", "*"));
        find = FileTasks.argument(draw, 30, find, "contains", draw.word("k=.*", "one"));
        String register = scene.register(find);
        Step.Task remove = scene.task("file", "path", "{{ item }}", "state", "absent")
                .with("loop", "{{ " + register + ".files | map(attribute='path') | sort }}");
        return List.of(find.with("register", register), remove);
    }

    private static List<Step> symbolicMode(Draw draw, Scene scene) {
        String mode = draw.word("a-w", "g+s", "o=g", "+x", "u+x,go-r", "a=rX");
        return List.of(scene.task("file", "path", draw.chance(70) ? scene.file() : scene.folder(), "mode", mode));
    }

    private static List<Step> throughLink(Draw draw, Scene scene) {
        scene.before("ln -sf d/b lb");
        String link = Scene.HERE + "lb";
        return List.of(
                switch (draw.below(4)) {
                    case 0 -> scene.task("copy", "dest", link, "content", scene.content(), "follow", draw.chance(60));
                    case 1 -> scene.task("lineinfile", "path", link, "line", "k=1", "create", true);
                    case 2 -> scene.task("file", "path", link, "mode", scene.mode(), "follow", draw.chance(60));
                    default -> scene.task("template", "src", "t.j2", "dest", link, "follow", draw.chance(60));
                });
    }

    private static List<Step> checked(Draw draw, Scene scene) {
        Step.Task task = scene.task("copy", "dest", scene.file(), "content", scene.content(), "validate", "test -e %s");
        return List.of(FileTasks.argument(draw, 40, task, "mode", scene.mode()));
    }

    private static Step.Task with(Step.Task task, Object... pairs) {
        Step.Task more = task;
        for (int i = 0; i < pairs.length; i += 2) {
            more = FileTasks.argument(more, (String) pairs[i], pairs[i + 1]);
        }
        return more;
    }
}
