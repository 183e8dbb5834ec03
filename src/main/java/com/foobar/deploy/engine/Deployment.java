package com.foobar.deploy.engine;

import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Completed;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.event.Timings;
import com.foobar.deploy.engine.handler.Handlers;
import com.foobar.deploy.engine.handler.PendingHandlers;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.host.Threads;
import com.foobar.deploy.engine.play.PlayRunner;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.engine.run.Language;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.engine.task.LeftBehind;
import com.foobar.deploy.engine.variables.ConnectionVariables;
import com.foobar.deploy.engine.variables.HostScope;
import com.foobar.deploy.engine.variables.HostVars;
import com.foobar.deploy.engine.variables.VarsFiles;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of a playbook over an inventory, from the files to the recap. */
public final class Deployment {
    private final RunContext run;
    private final Playbook playbook;
    private final Function<Play, Map<String, Value>> prompts;
    private volatile boolean running;
    private boolean needsHosts;

    /** @param prompts answers a play's vars_prompt */
    public Deployment(
            RunOptions options,
            Inventory inventory,
            Playbook playbook,
            Language language,
            Connector connector,
            Function<Play, Map<String, Value>> prompts,
            Event.Sink events) {
        this.run = new RunContext(options, inventory, language, connector, events);
        Playbook selected = run.selection().select(playbook);
        this.playbook = options.selection()
                .startAtTask()
                .map(name -> StartAt.cut(selected, name))
                .orElse(selected);
        this.prompts = prompts;
    }

    /** Adds the run's spans to those of the command. */
    public Deployment timed(Timings timings) {
        run.timings(timings);
        return this;
    }

    /** Carries on where another run has ended: changes that it has made are not made again. */
    public Deployment resuming(Completed completed) {
        run.resume(completed);
        return this;
    }

    /** A play without hosts is an error, as for a pattern that stands on the command line. */
    public Deployment needingHosts() {
        needsHosts = true;
        return this;
    }

    private void checkHosts(Play play) {
        String pattern = pattern(play);
        if (hostsOf(play).isEmpty()) {
            List<String> unknown = run.inventory().unknownNames(pattern);
            String given = unknown.isEmpty() ? pattern : unknown.getFirst();
            throw noHosts("no host matches `" + pattern + "`", given, knownNames());
        }
    }

    private List<String> knownNames() {
        var names = new ArrayList<String>();
        run.inventory().hosts().forEach(host -> names.add(host.name()));
        names.addAll(run.inventory().groups().keySet());
        return names;
    }

    /** The hosts of a play that are to be worked on, the limit applied. */
    public List<Host> hostsOf(Play play) {
        Set<Host> limited = new HashSet<>(limit());
        return run.inventory().select(pattern(play)).stream()
                .filter(host -> run.options().limit().isEmpty() || limited.contains(host))
                .toList();
    }

    /** @throws DeployException NO_HOSTS_MATCH where the limit names what nobody knows, or no host */
    public void checkLimit() {
        run.options().limit().ifPresent(this::checkLimit);
    }

    private Collection<Host> limit() {
        return run.options().limit().isPresent()
                ? run.inventory().select(run.options().limit().get())
                : run.inventory().select("all");
    }

    /** Each name of the limit must be known: what is mistyped would silently be left out. */
    private void checkLimit(String limit) {
        for (String unknown : run.inventory().unknownNames(limit)) {
            throw noHosts("--limit: no host and no group is called `" + unknown + "`", unknown, knownNames());
        }
        if (run.inventory().select(limit).isEmpty()) {
            throw noHosts("--limit `" + limit + "` matches no host", limit, List.of());
        }
    }

    private static DeployException noHosts(String message, String given, List<String> known) {
        return Diagnostic.of(ErrorCode.NO_HOSTS_MATCH, message)
                .suggest(given, known)
                .advise("`foobar-deploy inventory graph` shows the hosts there are")
                .toException();
    }

    /** A play's pattern may be a template of extra vars and other hosts' variables. */
    private String pattern(Play play) {
        Value rendered = run.templates().render(play.hosts(), scopeOfPlays());
        return rendered instanceof ListValue list
                ? String.join(",", list.items().stream().map(String::valueOf).toList())
                : String.valueOf(rendered);
    }

    private Scope scopeOfPlays() {
        var variables = new LinkedHashMap<String, Value>(run.options().extraVars());
        var groups = new LinkedHashMap<String, Value>();
        run.inventory().groups().forEach((name, hosts) -> groups.put(name, ListValue.ofStrings(hosts)));
        variables.putIfAbsent("groups", Value.of(groups));
        variables.putIfAbsent("hostvars", new com.foobar.deploy.value.MapValue(new HostVars(run, null)));
        return Scope.of(variables, new com.foobar.deploy.template.FileSearch(List.of(run.playbookFolder())));
    }

    /** Runs all plays. Errors of hosts are told as events; what is thrown concerns the run as a whole. */
    public RunResult run() {
        long start = System.nanoTime();
        run.tell(new Event.RunStarted(
                run.options().playbook().toString(), run.options().check()));
        run.options().limit().ifPresent(this::checkLimit);
        if (needsHosts) {
            playbook.plays().forEach(this::checkHosts);
        }
        List<PlayState> ahead = previews();
        var told = new HashSet<HostRun>();
        ahead.forEach(play -> checkVariableFiles(play, told));
        running = true;
        try {
            runPlays(ahead);
        } catch (DeployException e) {
            throw new DeployException(e.diagnostic().leaving(LeftBehind.UNKNOWN), e);
        } finally {
            running = false;
            recordEnd();
            run.timings()
                    .measure(
                            Optional.empty(),
                            Timings.Phase.CLOSE,
                            0,
                            () -> Threads.each(
                                    List.copyOf(run.hosts()),
                                    run.options().forks(),
                                    host -> host.connections().closeAll()));
        }
        run.hosts().stream()
                .filter(host -> !host.variables().learned().isEmpty())
                .forEach(host -> run.tell(new Event.HostVariables(
                        host.name(), Map.copyOf(host.variables().learned()))));
        var recap = new LinkedHashMap<String, Recap>();
        run.hosts().stream()
                .sorted(java.util.Comparator.comparing(HostRun::name))
                .filter(host -> !host.recap().equals(Recap.ZERO))
                .forEach(host -> recap.put(host.name(), host.recap()));
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        run.tell(new Event.RunFinished(recap, milliseconds));
        return new RunResult(recap, milliseconds, run.locked(), run.stopped());
    }

    /** In the log of each host that was changed. One that is out of reach is not waited for. */
    private void recordEnd() {
        List<HostRun> reached = run.hosts().stream()
                .filter(host -> host.condition() != HostRun.Condition.UNREACHABLE)
                .toList();
        Threads.each(
                reached,
                run.options().forks(),
                host -> host.connections()
                        .any()
                        .ifPresent(connection -> host.audit().end(run.options().title(), connection, host.recap())));
    }

    /** Asks of each task whether it is to run; one that is not is left out on all hosts. */
    public void stepping(Predicate<Event.TaskName> wanted) {
        run.stepping(wanted);
    }

    /**
     * From any thread: tasks that run are finished, none is begun, and handlers that are due stay due.
     *
     * @return false where nothing was running
     */
    public boolean stop() {
        if (running) {
            run.stop();
        }
        return running;
    }

    /** Files that cannot be read or decrypted are told before any host is touched. */
    private void checkVariableFiles(PlayState play, Set<HostRun> told) {
        for (HostRun host : play.hosts()) {
            var variables = run.inventory().variables(host.host());
            if (told.add(host)) {
                run.tell(new Event.HostVariables(host.name(), variables));
            }
        }
        if (!play.hosts().isEmpty()) {
            new VarsFiles(run).check(play.play());
        }
    }

    private void runPlays(List<PlayState> ahead) {
        var pending = new PendingHandlers(run.options());
        var asker = new Asker(run);
        for (int i = 0; i < playbook.plays().size(); i++) {
            PlayState play = state(playbook.plays().get(i));
            if (play.hosts().isEmpty()) {
                warnOfNoHosts(playbook.plays().get(i));
                continue;
            }
            boolean leavesHandlers = run.options().mode().keepGoing();
            if (!leavesHandlers) {
                pending.restore(play);
            }
            boolean goOn = new PlayRunner(run, play, asker, laterPlays(ahead, i + 1)).run();
            if (run.options().check() || leavesHandlers) {
                play.hosts().forEach(host -> host.notifications().forget());
            } else {
                pending.save(play, new Handlers(run, play), run.stopped());
            }
            if (!goOn || run.stopped()) {
                return;
            }
        }
    }

    private void warnOfNoHosts(Play play) {
        if (run.options().limit().isEmpty()) {
            run.tell(new Event.Warned("no host matches `" + play.hosts() + "`", java.util.Optional.of(play.place())));
        }
    }

    private PlayState state(Play play) {
        List<HostRun> hosts =
                ordered(hostsOf(play), play).stream().map(run::host).toList();
        return new PlayState(play, hosts, hosts.isEmpty() ? Map.of() : prompts.apply(play));
    }

    private static List<Host> ordered(List<Host> hosts, Play play) {
        var ordered = new ArrayList<>(hosts);
        switch (play.execution().order().orElse("inventory")) {
            case "sorted" -> ordered.sort(java.util.Comparator.comparing(Host::name));
            case "reverse_sorted" ->
                ordered.sort(java.util.Comparator.comparing(Host::name).reversed());
            case "reverse_inventory" -> java.util.Collections.reverse(ordered);
            case "shuffle" -> java.util.Collections.shuffle(ordered);
            default -> {} // as in the inventory
        }
        return ordered;
    }

    /** Later plays as they look now, for reading ahead. One whose hosts cannot be told yet is not looked into. */
    private List<PlayState> previews() {
        var previews = new ArrayList<PlayState>();
        for (Play play : playbook.plays()) {
            List<HostRun> hosts;
            try {
                hosts = hostsOf(play).stream().map(run::host).toList();
            } catch (DeployException e) {
                refuseBadPattern(play, e.diagnostic());
                hosts = List.of();
            }
            previews.add(new PlayState(play, hosts, Map.of()));
        }
        return previews;
    }

    /** Variables of a pattern may be known later; a bracket that is open stays open. */
    private static void refuseBadPattern(Play play, Diagnostic problem) {
        if (problem.code() == ErrorCode.HOST_PATTERN) {
            Place place = play.hosts() instanceof TextValue text ? text.place().orElse(play.place()) : play.place();
            throw problem.at(place).toException();
        }
    }

    private static @Nullable Cursor laterPlays(List<PlayState> previews, int from) {
        Cursor cursor = null;
        for (PlayState preview : previews.subList(from, previews.size()).reversed()) {
            Play play = preview.play();
            for (List<Node> section : play.sections().reversed()) {
                cursor = new Cursor(preview, section, 0, cursor);
            }
        }
        return cursor;
    }

    /** A variable as a host sees it before any play, or undefined. */
    public Value variable(Host host, String name) {
        Value value = new HostScope(run, null, run.host(host), null).find(name);
        return value == null ? UndefinedValue.of(name) : value;
    }

    /** A variable as a host sees it before any play, its templates filled in; empty where there is none. */
    public Optional<Value> rendered(Host host, String name) {
        var scope = new HostScope(run, null, run.host(host), null);
        return Optional.ofNullable(scope.find(name))
                .map(value -> run.templates().render(value, scope))
                .filter(value -> !(value instanceof UndefinedValue));
    }

    /** How a task without keywords of its own would reach a host. */
    public HostAccess access(Host host) {
        var scope = new HostScope(run, null, run.host(host), null);
        var variables = new ConnectionVariables(run, scope, Keywords.NONE, host.name());
        return new HostAccess(variables.settings(), variables.become());
    }
}
