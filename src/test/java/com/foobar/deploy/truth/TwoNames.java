package com.foobar.deploy.truth;

import java.util.List;

/** What is changed by one name of a file, and looked at by the other. */
final class TwoNames {
    private static final String REAL = Scene.HERE + "d/";
    private static final String LINK = Scene.HERE + "l/";

    private TwoNames() {}

    static List<Step> steps(Draw draw, Scene scene) {
        boolean swapped = draw.chance(50);
        String file = draw.word("a", "b");
        scene.before("echo before > d/" + file);
        String one = (swapped ? LINK : REAL) + file;
        String other = (swapped ? REAL : LINK) + file;
        return switch (draw.below(4)) {
            case 0 -> seen(scene, one, other);
            case 1 ->
                List.of(
                        scene.task("file", "path", one, "state", "absent"),
                        scene.task("copy", "dest", other, "content", "before\n"));
            case 2 ->
                List.of(
                        scene.task("copy", "dest", one, "content", "before\n", "mode", "0600"),
                        scene.task("file", "path", other, "mode", "0644"));
            default ->
                List.of(
                        scene.task("lineinfile", "path", one, "line", "k=1", "create", true),
                        scene.task("lineinfile", "path", other, "line", "k=1", "state", "absent"));
        };
    }

    private static List<Step> seen(Scene scene, String one, String other) {
        Step.Task stat = scene.task("stat", "path", other);
        String register = scene.register(stat);
        return List.of(
                scene.task("copy", "dest", one, "content", "long enough\n"),
                stat.with("register", register),
                scene.task(
                        "copy",
                        "dest",
                        Scene.HERE + "e/seen",
                        "content",
                        "{{ " + register + ".stat.size | default(0) }}\n"));
    }
}
