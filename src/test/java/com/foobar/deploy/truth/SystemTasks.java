package com.foobar.deploy.truth;

import java.util.List;
import java.util.Set;

/** Accounts, packages and units; their names are the playbook's own, but for those of packages. */
final class SystemTasks {
    static final Set<String> MODULES = Set.of("user", "group", "apt", "systemd", "service");
    /** Small, and nothing else depends on them. */
    static final List<String> PACKAGES = List.of("bc", "ed", "time", "tree");

    static final List<Kind.Weighted> KINDS = List.of(
            Kind.of(5, SystemTasks::group),
            Kind.of(6, SystemTasks::user),
            Kind.of(3, SystemTasks::owned),
            Kind.of(4, SystemTasks::unit),
            Kind.of(2, SystemTasks::packages));

    private SystemTasks() {}

    private static List<Step> group(Draw draw, Scene scene) {
        return List.of(scene.task("group", "name", "{{ u }}" + draw.word("g", "h"), "state", state(draw)));
    }

    private static List<Step> user(Draw draw, Scene scene) {
        Step.Task task = scene.task("user", "name", "{{ u }}" + draw.word("p", "q"), "state", state(draw));
        task = FileTasks.argument(draw, 40, task, "shell", draw.word("/bin/sh", "/usr/sbin/nologin"));
        task = FileTasks.argument(draw, 30, task, "create_home", draw.chance(50));
        task = FileTasks.argument(draw, 30, task, "comment", "made by a test");
        if (draw.chance(30)) {
            Step.Task group = scene.task("group", "name", "{{ u }}g");
            return List.of(group, FileTasks.argument(task, "groups", List.of("{{ u }}g")));
        }
        return List.of(task);
    }

    private static List<Step> owned(Draw draw, Scene scene) {
        return List.of(
                scene.task("user", "name", "{{ u }}p", "create_home", false),
                scene.task("copy", "dest", scene.file(), "content", scene.content(), "owner", "{{ u }}p"));
    }

    private static List<Step> unit(Draw draw, Scene scene) {
        Step.Task file = scene.task(
                "copy",
                "dest",
                "/etc/systemd/system/{{ u }}.service",
                "content",
                "[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n",
                "mode",
                "0644");
        Step.Task run = scene.task(
                "systemd",
                "name",
                "{{ u }}.service",
                "state",
                draw.word("started", "started", "restarted", "stopped"),
                "daemon_reload",
                true);
        return List.of(file, FileTasks.argument(draw, 50, run, "enabled", draw.chance(70)));
    }

    private static List<Step> packages(Draw draw, Scene scene) {
        return List.of(scene.task("apt", "name", draw.from(PACKAGES), "state", state(draw)));
    }

    private static String state(Draw draw) {
        return draw.word("present", "present", "present", "absent");
    }
}
