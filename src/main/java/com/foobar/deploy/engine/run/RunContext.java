package com.foobar.deploy.engine.run;

import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.engine.event.Completed;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.MaskedEvents;
import com.foobar.deploy.engine.event.Timings;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.playbook.TagSelection;
import com.foobar.deploy.playbook.loader.PlaybookLoader;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What every part of a run needs. Thread-safe. */
public final class RunContext {
    private final RunOptions options;
    private final Object inventoryLock = new Object();
    private volatile Inventory inventory;
    private final Language language;
    private final Connector connector;
    private final Event.Sink events;
    private volatile Timings timings = new Timings();
    private volatile boolean locked;
    private volatile boolean stopped;
    private volatile Predicate<Event.TaskName> step = _ -> true;
    private volatile Completed completed = Completed.NOTHING;
    private final Map<String, HostRun> hosts = new ConcurrentHashMap<>();

    public RunContext(
            RunOptions options, Inventory inventory, Language language, Connector connector, Event.Sink events) {
        this.options = options;
        this.inventory = inventory;
        this.language = language;
        this.connector = connector;
        this.events = events;
    }

    public RunOptions options() {
        return options;
    }

    /** As it is now: tasks may add hosts and groups. */
    public Inventory inventory() {
        return inventory;
    }

    /** The only place where the inventory changes. */
    public void changeInventory(UnaryOperator<Inventory> change) {
        synchronized (inventoryLock) {
            inventory = change.apply(inventory);
        }
    }

    public Timings timings() {
        return timings;
    }

    public void timings(Timings shared) {
        timings = shared;
    }

    public Templates templates() {
        return language.templates();
    }

    public ModuleRegistry modules() {
        return language.modules();
    }

    public PlaybookLoader loader() {
        return language.loader();
    }

    public Connector connector() {
        return connector;
    }

    public VaultReader vault() {
        return language.vault();
    }

    public VarsFileCache varsFiles() {
        return language.varsFiles();
    }

    public TagSelection selection() {
        return new TagSelection(options.tags(), options.skipTags());
    }

    public synchronized void tell(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            locked |= finished.outcome().isLocked();
        }
        events.accept(new MaskedEvents(templates().secrets()).masked(event));
    }

    /** Another controller held the lock of a host. */
    public boolean locked() {
        return locked;
    }

    /** What runs is finished; no task is begun any more. */
    public void stop() {
        if (!stopped) {
            stopped = true;
            tell(new Event.Interrupted());
        }
    }

    public void stepping(Predicate<Event.TaskName> wanted) {
        step = wanted;
    }

    public Predicate<Event.TaskName> step() {
        return step;
    }

    /** What an earlier run has done, which this one carries on. */
    public Completed completed() {
        return completed;
    }

    public void resume(Completed earlier) {
        completed = earlier;
    }

    public boolean stopped() {
        return stopped;
    }

    public Path playbookFolder() {
        Path parent = options.playbook().toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    public HostRun host(Host host) {
        return hosts.computeIfAbsent(host.name(), _ -> new HostRun(host));
    }

    /** A host of the inventory, or one that is being worked on; null where nobody knows the name. */
    @Nullable
    public HostRun knownHost(String name) {
        HostRun known = hosts.get(name);
        if (known != null) {
            return known;
        }
        return inventory.hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .map(this::host)
                .orElse(null);
    }

    /** The host a task is delegated to: one of the inventory, or a name that stands for itself. */
    public HostRun delegate(String name) {
        HostRun known = knownHost(name);
        return known != null ? known : host(new Host(name));
    }

    public Collection<HostRun> hosts() {
        return hosts.values();
    }

    /** In a plan: no task so far, on any host, would change something or may do so. */
    public boolean nothingPlanned() {
        return hosts.values().stream()
                .allMatch(host ->
                        host.answers().effects().isEmpty() && host.recap().pending() == 0);
    }

    /** Facts are gathered when first asked for, unless the play says {@code gather_facts: false}. */
    public boolean gathersFacts(@Nullable PlayState play) {
        return play == null
                || play.play()
                        .variables()
                        .gatherFacts()
                        .filter(BoolValue.FALSE::equals)
                        .isEmpty();
    }
}
