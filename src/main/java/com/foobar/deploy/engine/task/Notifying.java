package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.event.Results;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.handler.Handlers;
import com.foobar.deploy.engine.host.Notifications;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Notifies the handlers that a task names. */
final class Notifying {
    private final Site site;

    Notifying(Site site) {
        this.site = site;
    }

    /**
     * Notifies the handlers that the task names for each of its items that changed, though another one failed.
     *
     * @param again whether the run that this one carries on has made the change
     */
    void notify(TaskOutcome outcome, boolean again) {
        Notifications notifications = site.host().notifications();
        Consumer<String> add = again ? notifications::addAgain : notifications::add;
        for (Map<String, Value> variables : changedItems(outcome, again)) {
            Handlers.notified(site, site.scope().with(variables)).forEach(add);
        }
    }

    private List<Map<String, Value>> changedItems(TaskOutcome outcome, boolean again) {
        if (again) {
            return site.task().loop().isEmpty()
                    ? List.of(Map.of())
                    : Results.items(outcome.result()).stream()
                            .filter(item -> Results.truth(item, "changed"))
                            .map(Notifying::loopVariables)
                            .toList();
        }
        if (outcome.items().isEmpty()) {
            return outcome.status() == Status.CHANGED ? List.of(Map.of()) : List.of();
        }
        return outcome.items().stream()
                .filter(item -> item.status() == Status.CHANGED)
                .map(item -> loopVariables(item.result()))
                .toList();
    }

    private static Map<String, Value> loopVariables(MapValue item) {
        String name = String.valueOf(item.get("ansible_loop_var"));
        Value value = item.get(name);
        return value == null ? Map.of() : Map.of(name, value);
    }
}
