package com.foobar.deploy.engine.handler;

import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.host.Notifications;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The handlers that a play has so far, and the names that they go by. */
public final class Handlers {
    private final RunContext run;
    private final PlayState play;

    public Handlers(RunContext run, PlayState play) {
        this.run = run;
        this.play = play;
    }

    /** Of several handlers with the same name the last one counts (Ansible's rule); those without a name all do. */
    public List<TaskNode> winning() {
        var winning = new ArrayList<TaskNode>();
        Set<String> seen = new LinkedHashSet<>();
        for (TaskNode step : play.handlers().reversed()) {
            Task handler = step.task();
            boolean fresh = handler.name().isEmpty()
                    || seen.add(handler.name().get() + "\0" + roleOf(handler))
                            && seen.add("plain\0" + handler.name().get());
            if (fresh || !handler.listen().isEmpty()) {
                winning.addFirst(step);
            }
        }
        return winning;
    }

    /** The name of its role; empty for a handler of the play itself. */
    public static String roleOf(Task handler) {
        return handler.role().map(role -> role.name()).orElse("");
    }

    /** Its name, alone and behind its role's, and what it listens to. */
    public Set<String> names(Task handler, HostRun host) {
        var names = new LinkedHashSet<String>();
        handler.name().ifPresent(_ -> {
            String name = rendered(handler, host);
            names.add(name);
            handler.role().ifPresent(role -> names.add(role.name() + " : " + name));
        });
        names.addAll(handler.listen());
        return names;
    }

    private String rendered(Task handler, HostRun host) {
        var site = new Site(run, play, handler, host, new Cursor(play, List.of(), 0, null));
        return site.taskName(Map.of()).name();
    }

    /** What a changed task, or an item of its loop, notifies. */
    public static List<String> notified(Site site, Scope scope) {
        var names = new ArrayList<String>();
        for (Value raw : site.task().notifies()) {
            Value name = site.run().templates().render(raw, scope);
            if (name instanceof TextValue text) {
                names.add(text.text());
            } else if (name instanceof ListValue list) {
                list.items().forEach(item -> names.add(PythonText.str(item)));
            }
        }
        return names;
    }

    /** The roles whose handlers go by a name; empty for the play's own. */
    Set<String> rolesOf(String notified, HostRun host) {
        var roles = new LinkedHashSet<String>();
        for (TaskNode step : winning()) {
            Task handler = step.task();
            if (names(handler, host).contains(notified)) {
                roles.add(roleOf(handler));
            }
        }
        return roles;
    }

    /** What a host was notified of in this play and has not run, by the roles whose handlers go by it. */
    public Set<Notifications.Due> open(HostRun host) {
        var open = new LinkedHashSet<Notifications.Due>();
        List<String> notified = host.notifications().open();
        if (!notified.isEmpty()) {
            for (TaskNode step : winning()) {
                Task handler = step.task();
                Set<String> names = names(handler, host);
                notified.stream()
                        .filter(names::contains)
                        .forEach(name -> open.add(new Notifications.Due(name, roleOf(handler))));
            }
        }
        return open;
    }
}
