package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One host throughout a run: its variables of the run, what is known of it, its connections. Thread-safe. */
public final class HostRun {
    /** Whether the host still takes part. */
    public enum Condition {
        ACTIVE,
        FAILED,
        UNREACHABLE,
        /** Another run has it: no rescue, no ignoring and no later task may go past that. */
        LOCKED
    }

    private final Host host;
    private final Map<String, Value> setFacts = new ConcurrentHashMap<>();
    private final Map<String, Value> includedVars = new ConcurrentHashMap<>();
    private final Map<String, Variable> learned = new ConcurrentHashMap<>();
    private final Map<String, AnswerBook> books = new ConcurrentHashMap<>();
    private final Map<ConnectionSettings, HostConnection> connections = new ConcurrentHashMap<>();
    private final Map<ConnectionSettings, CompletableFuture<HostConnection>> early = new ConcurrentHashMap<>();
    private final Map<String, Doubtful> doubtful = new ConcurrentHashMap<>();
    private final Places places = new Places();
    private final PlannedEffects effects = new PlannedEffects(places);
    private final Notifications notifications = new Notifications();
    private volatile @Nullable Map<String, Value> facts;
    private volatile boolean factsOutOfReach;
    private volatile @Nullable KnownSettings knownSettings;
    private volatile Condition condition = Condition.ACTIVE;
    private volatile Recap recap = Recap.ZERO;
    private volatile boolean changed;
    private volatile long changedAt;
    private volatile boolean ended;
    private volatile boolean inPlay;
    private final HeldLock lock = new HeldLock();
    private final DueOnHost due = new DueOnHost();
    private final HostAudit audit = new HostAudit();

    public HostRun(Host host) {
        this.host = host;
    }

    public Host host() {
        return host;
    }

    public String name() {
        return host.name();
    }

    // --- variables of the run

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

    // --- what is known of it

    public AnswerBook book(String becomeKey) {
        return books.computeIfAbsent(becomeKey, _ -> new AnswerBook(effects, places));
    }

    public void drop(Touched touched) {
        changedAt = System.nanoTime();
        changed = true;
        StaleAnswers stale = places.after(touched);
        books.values().forEach(book -> book.drop(stale));
    }

    public void dropNetwork() {
        books.values().forEach(AnswerBook::dropNetwork);
    }

    public void forget(Set<Question<?>> questions) {
        books.values().forEach(book -> book.forget(questions));
    }

    /** In a plan: what the changes so far would leave. */
    public PlannedEffects effects() {
        return effects;
    }

    /** Something was changed on this host in this run. */
    public boolean changed() {
        return changed;
    }

    /** Something was changed on this host not longer ago than this. */
    public boolean changedWithin(Duration time) {
        return changed && System.nanoTime() - changedAt < time.toNanos();
    }

    // --- connections

    /** Begins to connect; whoever wants the connection first gets it. */
    public void connectEarly(ConnectionSettings settings, Supplier<HostConnection> open) {
        if (!connections.containsKey(settings)) {
            early.computeIfAbsent(settings, _ -> Threads.supply(open));
        }
    }

    /** An early attempt that has failed already proves nothing: tasks in between may have made the host. */
    public HostConnection connection(ConnectionSettings settings, Function<ConnectionSettings, HostConnection> open) {
        return connections.computeIfAbsent(settings, wanted -> {
            CompletableFuture<HostConnection> begun = early.remove(wanted);
            return begun == null || begun.isCompletedExceptionally() ? open.apply(wanted) : Futures.await(begun);
        });
    }

    /** One that is open, if there is one. */
    public Optional<HostConnection> anyConnection() {
        return connections.values().stream().findFirst();
    }

    public void closeConnections() {
        early.values().forEach(begun -> begun.thenAccept(HostConnection::close));
        early.clear();
        connections.values().forEach(HostConnection::close);
        connections.clear();
    }

    /** Connections broke: what was known is to be read again. */
    public void resetConnections() {
        closeConnections();
        books.clear();
        lock.gone();
        due.gone();
    }

    /** The handlers that the host itself says are due. */
    public DueOnHost due() {
        return due;
    }

    /** The run as the host's own log has it. */
    public HostAudit audit() {
        return audit;
    }

    public HeldLock lock() {
        return lock;
    }

    /** A play has begun on this host; one that tasks are delegated to is in none. */
    public void inPlay() {
        inPlay = true;
    }

    public boolean isInPlay() {
        return inPlay;
    }

    // --- handlers

    public Notifications notifications() {
        return notifications;
    }

    // --- how it goes

    public Condition condition() {
        return condition;
    }

    public void condition(Condition now) {
        condition = now;
    }

    /** Left the play by meta: end_host or end_play. */
    public boolean ended() {
        return ended;
    }

    public void ended(boolean now) {
        ended = now;
    }

    public boolean active() {
        return condition == Condition.ACTIVE && !ended;
    }

    public synchronized void count(Status status) {
        recap = recap.plus(status);
    }

    public synchronized void countRescue() {
        recap = recap.rescueOne();
    }

    public Recap recap() {
        return recap;
    }
}
