package com.foobar.deploy.engine.host;

import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.inventory.Host;

/** One host throughout a run. Thread-safe. */
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
    private final HostVariables variables = new HostVariables();
    private final HostAnswers answers = new HostAnswers();
    private final HostConnections connections = new HostConnections();
    private final Notifications notifications = new Notifications();
    private final HeldLock lock = new HeldLock();
    private final DueOnHost due = new DueOnHost();
    private final HostAudit audit = new HostAudit();
    private volatile Condition condition = Condition.ACTIVE;
    private volatile Recap recap = Recap.ZERO;
    private volatile boolean ended;
    private volatile boolean inPlay;

    public HostRun(Host host) {
        this.host = host;
    }

    public Host host() {
        return host;
    }

    public String name() {
        return host.name();
    }

    public HostVariables variables() {
        return variables;
    }

    public HostAnswers answers() {
        return answers;
    }

    public HostConnections connections() {
        return connections;
    }

    /** Connections broke: what was known is to be read again. */
    public void resetConnections() {
        connections.closeAll();
        answers.clear();
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

    public Notifications notifications() {
        return notifications;
    }

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
