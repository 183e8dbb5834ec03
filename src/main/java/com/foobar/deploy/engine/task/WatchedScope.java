package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.host.HostVariables;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notices, in a plan, when an expression uses a registered result that depends on something that was not done. */
final class WatchedScope implements Scope {
    /** What is known of a task whose change is sure, though not its result. */
    private static final Set<String> SURE = Set.of("changed", "failed", "skipped");

    /** Before the name of a fact, where only that fact is doubtful. */
    static final String FACT = "ansible_facts.";

    private final Scope inner;
    private final Map<String, HostVariables.Doubtful> doubtful;
    private volatile @Nullable String doubt;

    WatchedScope(Scope inner, Map<String, HostVariables.Doubtful> doubtful) {
        this.inner = inner;
        this.doubtful = doubtful;
    }

    @Override
    public Value lookup(String name) {
        HostVariables.Doubtful found = doubtful.get(name);
        Value value = inner.lookup(name);
        if (found == null) {
            return name.equals("ansible_facts") && value instanceof MapValue facts ? watched(facts) : value;
        }
        if (!found.whole() && value instanceof MapValue result) {
            return new MapValue(new Watched(result.entries(), key -> resultUsed(key, found.reason())));
        }
        doubt = found.reason();
        return value;
    }

    private Value watched(MapValue facts) {
        boolean any = doubtful.keySet().stream().anyMatch(name -> name.startsWith(FACT));
        return any ? new MapValue(new Watched(facts.entries(), this::factUsed)) : facts;
    }

    private void factUsed(@Nullable Object key) {
        HostVariables.Doubtful found = key instanceof TextValue name ? doubtful.get(FACT + name.text()) : null;
        if (found != null) {
            doubt = found.reason();
        }
    }

    /** The outcome of a task whose change is sure may be used, and nothing else of its result. */
    private void resultUsed(@Nullable Object key, String reason) {
        if (!(key instanceof TextValue name) || !SURE.contains(name.text())) {
            doubt = reason;
        }
    }

    /** Entries that tell which of them are used. */
    private static final class Watched extends AbstractMap<Value, Value> {
        private final Map<Value, Value> entries;
        private final Consumer<@Nullable Object> used;

        Watched(Map<Value, Value> entries, Consumer<@Nullable Object> used) {
            this.entries = entries;
            this.used = used;
        }

        @Override
        public @Nullable Value get(@Nullable Object key) {
            used.accept(key);
            return entries.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            used.accept(key);
            return entries.containsKey(key);
        }

        /** Whoever takes all of them uses each, and whatever is not among them. */
        @Override
        public Set<Entry<Value, Value>> entrySet() {
            used.accept(null);
            entries.keySet().forEach(used);
            return entries.entrySet();
        }
    }

    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
    }

    @Override
    public Set<String> names() {
        return inner.names();
    }

    @Override
    public FileSearch files() {
        return inner.files();
    }
}
