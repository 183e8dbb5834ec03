package com.foobar.deploy.engine;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One host throughout a run: its variables of the run, what is known of it, its connections. Thread-safe. */
final class HostRun {
    /** Whether the host still takes part. */
    enum Condition {
        ACTIVE,
        FAILED,
        UNREACHABLE
    }

    private final Host host;
    private final Map<String, Value> setFacts = new ConcurrentHashMap<>();
    private final Map<String, Value> includedVars = new ConcurrentHashMap<>();
    private final Map<String, AnswerBook> books = new ConcurrentHashMap<>();
    private final Map<ConnectionSettings, HostConnection> connections = new ConcurrentHashMap<>();
    private final Map<String, String> doubtful = new ConcurrentHashMap<>();
    private final Set<String> notified = new LinkedHashSet<>();
    private volatile @Nullable Map<String, Value> facts;
    private volatile @Nullable Map<String, Variable> inventoryVariables;
    private volatile Condition condition = Condition.ACTIVE;
    private volatile Recap recap = Recap.ZERO;
    private volatile boolean changed;
    private volatile boolean ended;
    private volatile boolean locked;

    HostRun(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
    }

    String name() {
        return host.name();
    }

    // --- variables of the run

    Map<String, Value> setFacts() {
        return setFacts;
    }

    Map<String, Value> includedVars() {
        return includedVars;
    }

    @Nullable
    Map<String, Value> facts() {
        return facts;
    }

    synchronized void addFacts(Map<String, Value> more) {
        var all = new LinkedHashMap<String, Value>();
        Map<String, Value> known = facts;
        if (known != null) {
            all.putAll(known);
        }
        all.putAll(more);
        facts = all;
    }

    void clearFacts() {
        facts = null;
    }

    boolean inventoryVariablesAreNew() {
        return inventoryVariables == null;
    }

    Map<String, Variable> inventoryVariables(Supplier<Map<String, Variable>> load) {
        Map<String, Variable> known = inventoryVariables;
        if (known == null) {
            known = load.get();
            inventoryVariables = known;
        }
        return known;
    }

    void forgetInventoryVariables() {
        inventoryVariables = null;
    }

    /** In a plan: registered names whose value hangs on something that was not done, and on what. */
    Map<String, String> doubtful() {
        return doubtful;
    }

    // --- what is known of it

    AnswerBook book(String becomeKey) {
        return books.computeIfAbsent(becomeKey, _ -> new AnswerBook());
    }

    void drop(Touched touched) {
        changed = true;
        books.values().forEach(book -> book.drop(touched));
    }

    void dropNetwork() {
        books.values().forEach(AnswerBook::dropNetwork);
    }

    void forget(Set<Question<?>> questions) {
        books.values().forEach(book -> book.forget(questions));
    }

    void doubt(Touched touched, String reason) {
        books.values().forEach(book -> book.doubt(touched, reason));
    }

    /** Something was changed on this host in this run. */
    boolean changed() {
        return changed;
    }

    // --- connections

    HostConnection connection(ConnectionSettings settings, Function<ConnectionSettings, HostConnection> open) {
        return connections.computeIfAbsent(settings, open);
    }

    void closeConnections() {
        connections.values().forEach(HostConnection::close);
        connections.clear();
    }

    /** Connections broke: what was known is to be read again. */
    void resetConnections() {
        closeConnections();
        books.clear();
        locked = false;
    }

    synchronized void lockOnce(Runnable lock) {
        if (!locked) {
            lock.run();
            locked = true;
        }
    }

    synchronized void unlocked() {
        locked = false;
    }

    // --- handlers

    synchronized void notify(String handler) {
        notified.add(handler);
    }

    synchronized Set<String> notified() {
        return new LinkedHashSet<>(notified);
    }

    synchronized void handled(Set<String> names) {
        notified.removeAll(names);
    }

    synchronized void forgetNotified() {
        notified.clear();
    }

    // --- how it goes

    Condition condition() {
        return condition;
    }

    void condition(Condition now) {
        condition = now;
    }

    /** Left the play by meta: end_host or end_play. */
    boolean ended() {
        return ended;
    }

    void ended(boolean now) {
        ended = now;
    }

    boolean active() {
        return condition == Condition.ACTIVE && !ended;
    }

    synchronized void count(Status status) {
        recap = recap.plus(status);
    }

    synchronized void countRescue() {
        recap = recap.rescueOne();
    }

    Recap recap() {
        return recap;
    }
}
