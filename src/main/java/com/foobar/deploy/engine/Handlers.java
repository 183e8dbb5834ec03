package com.foobar.deploy.engine;

import com.foobar.deploy.playbook.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The handlers that a play has so far, and the names that they go by. */
final class Handlers {
    private final RunContext run;
    private final PlayState play;

    Handlers(RunContext run, PlayState play) {
        this.run = run;
        this.play = play;
    }

    /** Of several handlers with the same name the last one counts (Ansible's rule); those without a name all do. */
    List<Task> winning() {
        var winning = new ArrayList<Task>();
        Set<String> seen = new LinkedHashSet<>();
        for (Task handler : play.handlers().reversed()) {
            boolean fresh = handler.name().isEmpty()
                    || seen.add(handler.name().get() + "\0" + roleOf(handler))
                            && seen.add("plain\0" + handler.name().get());
            if (fresh || !handler.listen().isEmpty()) {
                winning.addFirst(handler);
            }
        }
        return winning;
    }

    /** The name of its role; empty for a handler of the play itself. */
    static String roleOf(Task handler) {
        return handler.role().map(role -> role.name()).orElse("");
    }

    /** Its name, alone and behind its role's, and what it listens to. */
    Set<String> names(Task handler, HostRun host) {
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

    /** What a host was notified of in this play and has not run, by the roles whose handlers go by it. */
    Set<Notifications.Due> open(HostRun host) {
        var open = new LinkedHashSet<Notifications.Due>();
        List<String> notified = host.notifications().open();
        if (!notified.isEmpty()) {
            for (Task handler : winning()) {
                Set<String> names = names(handler, host);
                notified.stream()
                        .filter(names::contains)
                        .forEach(name -> open.add(new Notifications.Due(name, roleOf(handler))));
            }
        }
        return open;
    }
}
