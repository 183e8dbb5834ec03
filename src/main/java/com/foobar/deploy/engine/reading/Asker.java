package com.foobar.deploy.engine.reading;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Timings;
import com.foobar.deploy.engine.host.AnswerBook;
import com.foobar.deploy.engine.host.HostLock;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.ConnectionVariables;
import com.foobar.deploy.engine.variables.HostScope;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.system.Facts;
import com.foobar.deploy.state.question.system.FactsQuestion;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connects to hosts when something is to be asked, and asks what is needed now together with what will be. */
public final class Asker {
    private record Sent(Become become, ReadingPass.Part part) {}

    /** What the task cannot go on without; another user may be asked the same for a later task. */
    private record Required(Become become, Set<Question<?>> questions) {
        boolean isIn(Sent sent) {
            return sent.become().equals(become)
                    && sent.part().questions().stream().anyMatch(questions::contains);
        }
    }

    private static final FactsQuestion ALL_FACTS = new FactsQuestion(List.of());

    private final RunContext run;

    public Asker(RunContext run) {
        this.run = run;
    }

    /** Connected, and locked where something may be changed. */
    public HostConnection connect(HostRun host, ConnectionSettings settings, Become become) {
        HostConnection connection = begin(host, settings, become);
        host.lock().await();
        return connection;
    }

    /** Connected; the lock is asked for, and what is sent now comes behind it. */
    private HostConnection begin(HostRun host, ConnectionSettings settings, Become become) {
        HostConnection connection = host.connections().get(settings, wanted -> open(host, wanted));
        lock(host, connection, settings, become);
        return connection;
    }

    /** Connected and locked, and the host's log says that the run begins. */
    public HostConnection connectToChange(HostRun host, ConnectionSettings settings, Become become) {
        HostConnection connection = connect(host, settings, become);
        if (!run.options().check() && !isErrand(host, settings)) {
            host.audit().begin(run.options().title(), connection, become);
        }
        return connection;
    }

    private void lock(HostRun host, HostConnection connection, ConnectionSettings settings, Become become) {
        if (!run.options().check() && !isErrand(host, settings)) {
            host.lock()
                    .askOnce(
                            () -> connection.worker(become),
                            (worker, again) -> HostLock.ask(run.options().lockOwner(), host.name(), worker, again));
        }
        askDue(host, connection, settings, become);
    }

    /** The controller keeps its own note, see PendingHandlers. */
    private static void askDue(HostRun host, HostConnection connection, ConnectionSettings settings, Become become) {
        if (!settings.kind().equals("local")) {
            host.due().askOnce(become, () -> connection.worker(become));
        }
    }

    /**
     * An errand on the controller, such as a command that cuts a power, may be run for several sites at the same time. One
     * that an inventory has as a host is locked as any other.
     */
    private boolean isErrand(HostRun host, ConnectionSettings settings) {
        return settings.kind().equals("local")
                && !host.isInPlay()
                && !run.inventory().hosts().contains(host.host());
    }

    private HostConnection open(HostRun host, ConnectionSettings settings) {
        run.tell(new Event.Connecting(host.name()));
        return run.timings()
                .measure(
                        Optional.of(host.name()),
                        Timings.Phase.CONNECT,
                        1,
                        () -> run.connector().open(settings));
    }

    /** Logs in and starts the worker while the coming tasks are still being looked through: a login mostly waits. */
    void connectEarly(HostRun host, ConnectionSettings settings, Become become) {
        host.connections().connectEarly(settings, () -> {
            HostConnection connection = open(host, settings);
            connection.worker(become);
            lock(host, connection, settings, become);
            return connection;
        });
    }

    /** Asks the questions a task cannot go on without, and all that can be told of the tasks behind it. */
    public void ask(Prepared<?> prepared, Set<Question<?>> required, Cursor cursor) {
        HostRun host = prepared.target();
        ReadAhead.Wanted ahead = lookAhead(host, prepared.settings(), cursor);
        HostConnection connection = begin(host, prepared.settings(), prepared.become());
        var wanted = new LinkedHashMap<Become, Set<Question<?>>>();
        wanted.put(prepared.become(), new LinkedHashSet<>(required));
        ahead.questions()
                .forEach((become, questions) -> wanted.computeIfAbsent(become, _ -> new LinkedHashSet<>())
                        .addAll(questions));
        if (ahead.facts() && host.variables().facts() == null) {
            wanted.get(prepared.become()).add(ALL_FACTS);
        }
        wanted.keySet().forEach(user -> askDue(host, connection, prepared.settings(), user));
        read(host, connection, wanted, new Required(prepared.become(), required));
        takeFacts(host, prepared.become());
    }

    private ReadAhead.Wanted lookAhead(HostRun host, ConnectionSettings settings, Cursor cursor) {
        return run.timings()
                .measure(
                        Optional.of(host.name()),
                        Timings.Phase.LOOK_AHEAD,
                        1,
                        () -> ReadAhead.collect(run, host, settings, cursor));
    }

    private void read(
            HostRun host, HostConnection connection, Map<Become, Set<Question<?>>> wanted, Required required) {
        int count = wanted.values().stream().mapToInt(Set::size).sum();
        run.timings()
                .measure(
                        Optional.of(host.name()),
                        Timings.Phase.READ,
                        count,
                        () -> readAll(host, connection, wanted, required));
    }

    private static void readAll(
            HostRun host, HostConnection connection, Map<Become, Set<Question<?>>> wanted, Required required) {
        List<Sent> sent = new ArrayList<>();
        wanted.forEach((become, questions) -> {
            for (ReadingPass.Part part : new ReadingPass(connection, become).send(questions)) {
                sent.add(new Sent(become, part));
            }
        });
        host.lock().await();
        for (Sent one : sent) {
            try {
                host.answers()
                        .book(one.become().key())
                        .store(one.part().answers().get());
            } catch (DeployException e) {
                // What was only read ahead may fail: it is asked again when it is needed.
                if (required.isIn(one)) {
                    throw e;
                }
            }
        }
    }

    /** Gathers a host's facts, which an expression of a task asked for. Those of another host that is away stay undefined. */
    public void gather(HostRun host, Site site) {
        boolean own = host == site.host();
        if (!own && host.condition() == HostRun.Condition.UNREACHABLE) {
            host.variables().factsOutOfReach();
            return;
        }
        try {
            gatherNow(host, site);
        } catch (DeployException e) {
            if (own || e.diagnostic().code().exit() != ExitCode.HOSTS_UNREACHABLE) {
                throw e;
            }
            host.variables().factsOutOfReach();
            String message = "`%s` cannot be asked for its facts, which `%s` wants; they count as undefined: %s"
                    .formatted(host.name(), site.host().name(), e.diagnostic().message());
            run.tell(new Event.Warned(message, Optional.of(site.task().place())));
        }
    }

    private void gatherNow(HostRun host, Site site) {
        var scope = new HostScope(run, site.play(), host, null);
        var variables = new ConnectionVariables(run, scope, site.task().keywords(), host.name());
        ConnectionSettings settings = variables.settings();
        Become become = variables.become();
        ReadAhead.Wanted ahead = lookAhead(host, settings, site.cursor());
        HostConnection connection = begin(host, settings, become);
        var wanted = new LinkedHashMap<>(ahead.questions());
        wanted.computeIfAbsent(become, _ -> new LinkedHashSet<>()).add(ALL_FACTS);
        wanted.keySet().forEach(user -> askDue(host, connection, settings, user));
        read(host, connection, wanted, new Required(become, Set.of(ALL_FACTS)));
        takeFacts(host, become);
        Map<String, Value> facts = host.variables().facts();
        if (facts != null) {
            run.tell(new Event.FactsGathered(host.name(), facts));
        }
    }

    private static void takeFacts(HostRun host, Become become) {
        AnswerBook book = host.answers().book(become.key());
        if (host.variables().facts() == null && book.knows(ALL_FACTS)) {
            Facts facts = book.to(ALL_FACTS);
            host.variables().addFacts(facts.facts());
        }
    }
}
