package com.foobar.deploy.engine;

import com.foobar.deploy.playbook.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs the handlers that were notified, in the order they are written, each once. */
final class HandlerRunner {
    private final RunContext run;
    private final PlayState play;
    private final NodeRunner nodes;

    HandlerRunner(RunContext run, PlayState play, NodeRunner nodes) {
        this.run = run;
        this.play = play;
        this.nodes = nodes;
    }

    void flush(List<HostRun> hosts, Cursor cursor) {
        // A handler may notify others; each further pass has something new to run, or is the last.
        while (pass(hosts, cursor)) {}
    }

    private boolean pass(List<HostRun> hosts, Cursor cursor) {
        boolean ran = false;
        for (Task handler : winning()) {
            List<HostRun> notified = new ArrayList<>();
            for (HostRun host : hosts) {
                if (!nodes.stopped() && host.active() && take(handler, host)) {
                    notified.add(host);
                }
            }
            if (!notified.isEmpty()) {
                nodes.runTask(handler, notified, cursor);
                ran = true;
            }
        }
        return ran;
    }

    /** Of several handlers with the same name the last one counts (Ansible's rule); those without a name all do. */
    private List<Task> winning() {
        var winning = new ArrayList<Task>();
        Set<String> seen = new LinkedHashSet<>();
        for (Task handler : play.handlers().reversed()) {
            boolean fresh = handler.name().isEmpty()
                    || seen.add(handler.name().get() + "\0"
                                    + handler.role().map(role -> role.name()).orElse(""))
                            && seen.add("plain\0" + handler.name().get());
            if (fresh || !handler.listen().isEmpty()) {
                winning.addFirst(handler);
            }
        }
        return winning;
    }

    /** A notification stays until every handler that goes by it, by its name or by listening, has run in this pass. */
    private boolean take(Task handler, HostRun host) {
        Set<String> answersTo = names(handler, host);
        answersTo.addAll(handler.listen());
        boolean wanted = host.notifications().want(answersTo, handler.role());
        if (wanted) {
            answersTo.removeIf(notification -> wantedLater(handler, notification, host));
            host.notifications().handled(answersTo);
        }
        return wanted;
    }

    private boolean wantedLater(Task handler, String notification, HostRun host) {
        List<Task> winning = winning();
        return winning.stream()
                .skip(winning.indexOf(handler) + 1L)
                .anyMatch(other -> other.listen().contains(notification)
                        || names(other, host).contains(notification));
    }

    private Set<String> names(Task handler, HostRun host) {
        var names = new LinkedHashSet<String>();
        handler.name().ifPresent(_ -> {
            String name = rendered(handler, host);
            names.add(name);
            handler.role().ifPresent(role -> names.add(role.name() + " : " + name));
        });
        return names;
    }

    private String rendered(Task handler, HostRun host) {
        var site = new Site(run, play, handler, host, new Cursor(play, List.of(), 0, null));
        return site.taskName(java.util.Map.of()).name();
    }
}
