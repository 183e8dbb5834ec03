package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.engine.variables.HostScope;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A task on a host, at a point of the run.
 *
 * @param cursor what comes behind it, for reading ahead
 */
public record Site(RunContext run, PlayState play, Task task, HostRun host, Cursor cursor) {
    public HostScope scope() {
        return new HostScope(run, play, host, task);
    }

    /** In a plan, or where the task says so. */
    boolean checks(Scope scope) {
        Optional<Value> own = task.keywords().checkMode();
        return own.map(value -> run.templates().test(value, scope))
                .orElse(run.options().check());
    }

    /** The host that is worked on: the delegate, or the host itself. */
    HostRun target(Scope scope) {
        return task.keywords()
                .delegateTo()
                .map(raw -> String.valueOf(run.templates().render(raw, scope)))
                .map(run::delegate)
                .orElse(host);
    }

    /** The host that gets the task's facts: the delegate where {@code delegate_facts} says so. */
    public HostRun factsOf(Scope scope) {
        boolean delegated = task.keywords()
                .delegateFacts()
                .filter(raw -> run.templates().test(raw, scope))
                .isPresent();
        return delegated ? target(scope) : host;
    }

    /** The task says so: it changes nothing in an apply either, so that in a plan later tasks see nothing of it. */
    public boolean checksAlways(Scope scope) {
        Scope applying = scope.with(Map.of("ansible_check_mode", BoolValue.FALSE));
        return task.keywords()
                .checkMode()
                .filter(value -> run.templates().test(value, applying))
                .isPresent();
    }

    /** A keyword that is a flag; false where it is not there. */
    public boolean holds(Optional<Value> flag) {
        return flag.filter(value -> run.templates().test(value, scope())).isPresent();
    }

    public String shortModule() {
        return com.foobar.deploy.module.ModuleRegistry.shortName(task.module());
    }

    public Event.TaskName taskName(Map<String, Value> more) {
        String name = task.name().map(raw -> shown(raw, more)).orElse(task.module());
        return new Event.TaskName(
                name,
                task.module(),
                task.role().map(role -> role.name()),
                task.origin().handler(),
                task.place());
    }

    /** A name that cannot be evaluated is shown as it is written. */
    private String shown(Value raw, Map<String, Value> more) {
        if (raw instanceof TextValue text && !text.template()) {
            return text.text();
        }
        try {
            return String.valueOf(run.templates().render(raw, scope().with(more)));
        } catch (com.foobar.deploy.diagnostic.DeployException | FactsNeeded _) {
            return String.valueOf(raw);
        }
    }
}
