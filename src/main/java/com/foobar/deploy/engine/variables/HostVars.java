package com.foobar.deploy.engine.variables;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code hostvars}: each host's variables, evaluated as that host sees them, when asked for. */
public final class HostVars extends AbstractMap<Value, Value> {
    private final RunContext run;
    private final @Nullable PlayState play;

    public HostVars(RunContext run, @Nullable PlayState play) {
        this.run = run;
        this.play = play;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        if (!(key instanceof TextValue name)) {
            return null;
        }
        HostRun host = run.knownHost(name.text());
        return host == null ? null : new MapValue(new OfHost(new HostScope(run, play, host, null)));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<Value, Value>> entrySet() {
        var entries = new LinkedHashSet<Entry<Value, Value>>();
        for (Host host : run.inventory().hosts()) {
            Value name = Value.of(host.name());
            Value variables = get(name);
            if (variables != null) {
                entries.add(java.util.Map.entry(name, variables));
            }
        }
        return entries;
    }

    private final class OfHost extends AbstractMap<Value, Value> {
        private final HostScope scope;

        private OfHost(HostScope scope) {
            this.scope = scope;
        }

        @Override
        public @Nullable Value get(@Nullable Object key) {
            if (!(key instanceof TextValue name)) {
                return null;
            }
            Value value = scope.lookup(name.text());
            return value instanceof UndefinedValue ? null : rendered(value);
        }

        /** A variable whose text uses an undefined one is undefined itself, and says why, as on its own host. */
        private Value rendered(Value value) {
            try {
                return run.templates().render(value, scope);
            } catch (DeployException e) {
                Diagnostic problem = e.diagnostic();
                if (problem.code() != ErrorCode.UNDEFINED_VARIABLE) {
                    throw e;
                }
                return new UndefinedValue(problem.message(), "", List.of(), problem.place(), problem.advice());
            }
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return get(key) != null;
        }

        @Override
        public Set<Entry<Value, Value>> entrySet() {
            var entries = new LinkedHashSet<Entry<Value, Value>>();
            for (String name : scope.names()) {
                Value value = MagicVariables.NOT_LISTED.contains(name) ? null : scope.find(name);
                if (value != null) {
                    entries.add(
                            java.util.Map.entry(Value.of(name), run.templates().render(value, scope)));
                }
            }
            return entries;
        }
    }
}
