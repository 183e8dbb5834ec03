package com.foobar.deploy.engine.host;

import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The variables that a run gives a host: facts, and what tasks set. Thread-safe. */
public final class HostVariables {
    private final Map<String, Value> setFacts = new ConcurrentHashMap<>();
    private final Map<String, Value> includedVars = new ConcurrentHashMap<>();
    private final Map<String, Variable> learned = new ConcurrentHashMap<>();
    private final Map<String, Doubtful> doubtful = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Value> facts;
    private volatile boolean factsOutOfReach;
    private volatile @Nullable KnownSettings knownSettings;

    public Map<String, Value> setFacts() {
        return setFacts;
    }

    public Map<String, Value> includedVars() {
        return includedVars;
    }

    /** Notes where a variable comes from that a task has set, for the record of the run. */
    public void learned(String name, Variable variable) {
        learned.put(name, variable);
    }

    public Map<String, Variable> learned() {
        return learned;
    }

    @Nullable
    public Map<String, Value> facts() {
        return facts;
    }

    public synchronized void addFacts(Map<String, Value> more) {
        var all = new LinkedHashMap<String, Value>();
        Map<String, Value> known = facts;
        if (known != null) {
            all.putAll(known);
        }
        all.putAll(more);
        facts = all;
    }

    public void clearFacts() {
        facts = null;
        factsOutOfReach = false;
    }

    /** The host could not be asked for its facts: for other hosts they are undefined. */
    public void factsOutOfReach() {
        factsOutOfReach = true;
    }

    /**
     * Facts may still be had.
     *
     * @param own asked on behalf of the host itself, which is tried again
     */
    public boolean lacksFacts(boolean own) {
        return facts == null && (own || !factsOutOfReach);
    }

    public @Nullable KnownSettings knownSettings() {
        return knownSettings;
    }

    public void knownSettings(KnownSettings settings) {
        knownSettings = settings;
    }

    /**
     * A variable of a plan whose value depends on something that was not done.
     *
     * @param whole false where it is sure whether the task that registered it changes, fails or is skipped
     */
    public record Doubtful(String reason, boolean whole) {}

    public Map<String, Doubtful> doubtful() {
        return doubtful;
    }

    public void doubtful(String name, Optional<String> reason, boolean whole) {
        if (reason.isPresent()) {
            doubtful.put(name, new Doubtful(reason.get(), whole));
        } else {
            doubtful.remove(name);
        }
    }
}
