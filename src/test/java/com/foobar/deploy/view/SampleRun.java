package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.event.json.JsonEvents;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The events of an apply of a site to so many hosts, one of which fails and one of which cannot be reached. */
public final class SampleRun {
    private static final List<String> ROLES = List.of("common", "nginx", "app", "mysql", "haproxy");
    private static final List<String> STEPS =
            List.of("packages", "user", "folders", "configuration", "certificate", "unit", "service", "firewall");

    private final List<String> lines = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();
    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final Map<String, Boolean> gone = new HashMap<>();
    private final JsonEvents json = new JsonEvents(this::now);
    private long milliseconds;

    private SampleRun(int hostCount) {
        for (int i = 1; i <= hostCount; i++) {
            hosts.add(hostCount <= 3 ? List.of("lb-01", "web-01", "db-01").get(i - 1) : "web-%03d".formatted(i));
        }
        hosts.forEach(host -> counts.put(host, new int[5]));
    }

    /** As JSON lines. */
    public static List<String> lines(int hosts) {
        var run = new SampleRun(hosts);
        run.play();
        return run.lines;
    }

    private Instant now() {
        return Instant.parse("2026-11-23T04:05:06Z").plusMillis(milliseconds);
    }

    private void tell(Event event) {
        lines.add(json.line(event));
    }

    private void play() {
        lines.add(json.version("0.1.0"));
        tell(new Event.RunStarted("playbooks/site.yml", false));
        hosts.forEach(this::variables);
        tell(new Event.PlayStarted("site", hosts));
        for (String role : ROLES) {
            for (String step : STEPS) {
                task(Events.task(role, step), ROLES.indexOf(role) * 8 + STEPS.indexOf(step));
            }
        }
        task(Events.handler("nginx", "reload"), 1);
        playVariables();
        var recap = new LinkedHashMap<String, Recap>();
        counts.forEach((host, c) -> recap.put(host, new Recap(c[0], c[1], c[2], c[3], c[4], 0, 0, 0, 0)));
        tell(new Event.RunFinished(recap, milliseconds));
    }

    /** One of them weaker than the inventory's, and what a host and a task have told. */
    private void playVariables() {
        var place = new Place("roles/nginx/defaults/main.yml", 5, 1);
        tell(new Event.PlayVariables(
                "site",
                hosts,
                Map.of(
                        "nginx_port", new Variable(Value.of(80), Precedence.ROLE_DEFAULTS, place),
                        "nginx_workers", new Variable(Value.of("auto"), Precedence.ROLE_DEFAULTS, place))));
        for (String host : hosts) {
            tell(new Event.FactsGathered(host, Map.of("distribution", Value.of("Debian"))));
            tell(new Event.HostVariables(
                    host,
                    Map.of(
                            "config",
                            new Variable(
                                    Value.of("(the result of `nginx : config`)"),
                                    Precedence.SET_FACTS,
                                    new Place("roles/nginx/tasks/main.yml", 8, 3)))));
        }
    }

    private void variables(String host) {
        var variables = new LinkedHashMap<String, Variable>();
        variables.put(
                "nginx_port",
                new Variable(
                        Value.of(443), Precedence.INVENTORY_GROUP_VARS_FILES, new Place("group_vars/web.yml", 3, 1)));
        variables.put(
                "ansible_host",
                new Variable(
                        Value.of("10.0.0." + hosts.indexOf(host)),
                        Precedence.INVENTORY_HOST_VARS,
                        new Place("hosts.yml", 9, 7)));
        variables.put(
                "mysql_root_password",
                new Variable(
                        TextValue.secret("canary"),
                        Precedence.INVENTORY_GROUP_VARS_FILES,
                        new Place("group_vars/db/vault.yml", 1, 1)));
        tell(new Event.HostVariables(host, variables));
    }

    private void task(Event.TaskName task, int number) {
        List<String> active =
                hosts.stream().filter(host -> !gone.containsKey(host)).toList();
        tell(new Event.TaskStarted(task, active));
        long begin = milliseconds;
        for (String host : active) {
            milliseconds = begin + hosts.indexOf(host) % 7;
            tell(new Event.HostStarted(task, host));
        }
        long end = begin;
        for (String host : active) {
            int index = hosts.indexOf(host);
            milliseconds = begin
                    + 8
                    + (number % 8 == 0 ? 1900 + 137L * (index % 9) : 30 + 13L * (index % 11)) * (1 + number % 3);
            end = Math.max(end, milliseconds);
            tell(Events.finished(task, host, outcome(task, host, number, index)));
        }
        milliseconds = end;
    }

    private TaskOutcome outcome(Event.TaskName task, String host, int number, int index) {
        int[] count = Objects.requireNonNull(counts.get(host));
        if (number == 19 && index == hosts.size() - 1) {
            gone.put(host, true);
            count[2]++;
            return Events.failed(
                    Status.FAILED,
                    Diagnostic.of(ErrorCode.TASK_FAILED, "write /etc/app/app.conf failed (1): No space left on device")
                            .at(task.place())
                            .advise("`df -h` on the host shows what is full"));
        }
        if (number == 9 && index == 40) {
            gone.put(host, true);
            count[3]++;
            return Events.failed(
                    Status.UNREACHABLE,
                    Diagnostic.of(ErrorCode.CONNECTION_LOST, "`" + host + "`: the connection was lost: broken pipe"));
        }
        if (number >= 24 && index % 3 != 2 && number < 32) {
            count[4]++;
            return Events.outcome(Status.SKIPPED, "inventory_hostname in groups.db");
        }
        if (number % 8 == 3) {
            count[1]++;
            return Events.with(
                    Events.outcome(
                            Status.CHANGED, "", "write /etc/" + task.role().orElse("") + "/main.conf"),
                    Diff.text(
                            "/etc/" + task.role().orElse("") + "/main.conf",
                            "listen 80;\nroot /srv/www;\n",
                            "listen 443 ssl;\nroot /srv/www;\nssl_certificate <cert>;\n"));
        }
        if (number % 8 == 0) {
            count[1]++;
            return Events.with(
                    Events.outcome(Status.CHANGED, "", "install " + task.role().orElse("")),
                    MapValue.ofStrings(
                            Map.of("stdout", Value.of("Reading package lists...\nSetting up </script> 1.26\n"))));
        }
        count[0]++;
        return Events.outcome(Status.OK, task.name() + " is unchanged");
    }
}
