package com.foobar.deploy.engine;

import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices, in a plan, when an expression uses a registered result that hangs on something that was not done. */
final class WatchedScope implements Scope {
    /** What is known of a task whose change is sure, though not its result. */
    private static final Set<String> SURE = Set.of("changed", "failed", "skipped");

    /** Before the name of a fact, where only that fact is doubtful. */
    static final String FACT = "ansible_facts.";

    private final Scope inner;
    private final Map<String, HostRun.Doubtful> doubtful;
    private volatile @Nullable String doubt;

    WatchedScope(Scope inner, Map<String, HostRun.Doubtful> doubtful) {
        this.inner = inner;
        this.doubtful = doubtful;
    }

    @Override
    public Value lookup(String name) {
        HostRun.Doubtful found = doubtful.get(name);
        Value value = inner.lookup(name);
        if (found == null) {
            return name.equals("ansible_facts") && value instanceof MapValue facts ? watched(facts) : value;
        }
        if (!found.whole() && value instanceof MapValue result) {
            return new MapValue(new Watched(result.entries(), found.reason()));
        }
        doubt = found.reason();
        return value;
    }

    private Value watched(MapValue facts) {
        boolean any = doubtful.keySet().stream().anyMatch(name -> name.startsWith(FACT));
        return any ? new MapValue(new WatchedFacts(facts.entries())) : facts;
    }

    /** Facts of which some are noticed when they are used. */
    private final class WatchedFacts extends AbstractMap<Value, Value> {
        private final Map<Value, Value> entries;

        WatchedFacts(Map<Value, Value> entries) {
            this.entries = entries;
        }

        @Override
        public @Nullable Value get(@Nullable Object key) {
            notice(key);
            return entries.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            notice(key);
            return entries.containsKey(key);
        }

        private void notice(@Nullable Object key) {
            HostRun.Doubtful found = key instanceof TextValue name ? doubtful.get(FACT + name.text()) : null;
            if (found != null) {
                doubt = found.reason();
            }
        }

        @Override
        public Set<Entry<Value, Value>> entrySet() {
            entries.keySet().forEach(this::notice);
            return entries.entrySet();
        }
    }

    /** A result that is noticed where more than its outcome is used. */
    private final class Watched extends AbstractMap<Value, Value> {
        private final Map<Value, Value> entries;
        private final String reason;

        Watched(Map<Value, Value> entries, String reason) {
            this.entries = entries;
            this.reason = reason;
        }

        @Override
        public @Nullable Value get(@Nullable Object key) {
            notice(key);
            return entries.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            notice(key);
            return entries.containsKey(key);
        }

        private void notice(@Nullable Object key) {
            if (!(key instanceof TextValue name) || !SURE.contains(name.text())) {
                doubt = reason;
            }
        }

        @Override
        public Set<Entry<Value, Value>> entrySet() {
            doubt = reason;
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
