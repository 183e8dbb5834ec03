package com.foobar.deploy.truth;

import java.util.List;
import java.util.Set;

/** Accounts, packages and units; their names are the playbook's own, but for those of packages. */
final class SystemTasks {
    static final Set<String> MODULES = Set.of("user", "group", "apt", "systemd", "service", "cron");
    /** Small, and nothing else depends on them. */
    static final List<String> PACKAGES = List.of("bc", "ed", "time", "tree");

    static final List<Kind.Weighted> KINDS = List.of(
            Kind.of(5, SystemTasks::group),
            Kind.of(6, SystemTasks::user),
            Kind.of(3, SystemTasks::owned),
            Kind.of(4, SystemTasks::unit),
            Kind.of(2, SystemTasks::packages));

    /** What such changes are seen by, and jobs. */
    static final List<Kind.Weighted> NEWER = List.of(
            Kind.of(4, SystemTasks::job),
            Kind.of(4, SystemTasks::account),
            Kind.of(4, SystemTasks::unitFacts),
            Kind.of(3, SystemTasks::packageFacts),
            Kind.of(3, SystemTasks::changedUser));

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

    /** The hosts have no cron, and need none: the module asks for the program that edits crontabs alone. */
    private static List<Step> job(Draw draw, Scene scene) {
        scene.before("mkdir -p /etc/cron.d; [ -x /usr/bin/crontab ] || printf '#!/bin/sh\\n"
                + "exit 1\\n"
                + "' > /usr/bin/crontab && chmod 755 /usr/bin/crontab");
        Step.Task task = scene.task(
                "cron",
                "cron_file",
                "{{ u }}",
                "user",
                "root",
                "name",
                draw.word("job", "other"),
                "job",
                "true",
                "state",
                state(draw));
        task = FileTasks.argument(draw, 40, task, "minute", draw.word("5", "*/10"));
        task = FileTasks.argument(draw, 20, task, "special_time", "daily");
        return List.of(FileTasks.argument(draw, 20, task, "disabled", true));
    }

    private static List<Step> account(Draw draw, Scene scene) {
        boolean group = draw.chance(40);
        String name = "{{ u }}" + (group ? draw.word("g", "h") : draw.word("p", "q"));
        String base = group ? "group" : "passwd";
        Step.Task read = scene.task("getent", "database", base, "key", name, "fail_key", false);
        String text = "{{ getent_" + base + "['" + name.replace("{{ u }}", "' ~ u ~ '") + "'] is none }}\n";
        return List.of(
                scene.task(group ? "group" : "user", "name", name, "state", state(draw)),
                read,
                scene.task("copy", "dest", scene.file(), "content", text));
    }

    private static List<Step> unitFacts(Draw draw, Scene scene) {
        String text = "{{ (u ~ '.service') in ansible_facts.services }}\n";
        var steps = new java.util.ArrayList<>(draw.chance(70) ? unit(draw, scene) : List.of());
        steps.add(scene.task("service_facts"));
        steps.add(scene.task("copy", "dest", scene.file(), "content", text));
        return steps;
    }

    private static List<Step> packageFacts(Draw draw, Scene scene) {
        String name = draw.from(PACKAGES);
        return List.of(
                scene.task("apt", "name", name, "state", state(draw)),
                scene.task("package_facts"),
                scene.task(
                        "copy", "dest", scene.file(), "content", "{{ '" + name + "' in ansible_facts.packages }}\n"));
    }

    private static List<Step> changedUser(Draw draw, Scene scene) {
        String name = "{{ u }}" + draw.word("p", "q");
        Step.Task change = scene.task("user", "name", name);
        switch (draw.below(4)) {
            case 0 -> change = FileTasks.argument(change, "shell", "/bin/dash");
            case 1 -> change = FileTasks.argument(change, "home", "/srv/{{ u }}home");
            case 2 -> change = FileTasks.argument(FileTasks.argument(change, "state", "absent"), "remove", true);
            default -> change = FileTasks.argument(change, "password", "*");
        }
        return List.of(scene.task("user", "name", name, "comment", "first"), change);
    }
}
