package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.connection.Connections;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.local.LocalConnector;
import com.foobar.deploy.connection.ssh.SshConnector;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.Modules;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Timings;
import com.foobar.deploy.engine.run.Language;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.TagSelection;
import com.foobar.deploy.playbook.loader.PlaybookLoader;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Puts the parts of a run together. Closing it closes all connections. */
public final class Assembly implements AutoCloseable {
    private final Timings timings = new Timings(ProcessAge.nanoseconds());
    private final RunOptions options;
    private final VaultReader vault;
    private final Templates templates;
    private final Interruption interruption = Interruption.ofProcess();
    private final Modules modules = new Modules();
    private final PlaybookLoader loader;
    private final Language language;
    private final Map<String, Map<String, Value>> prompts = new LinkedHashMap<>();
    private final Connections connector =
            new Connections(Map.of("ssh", () -> new SshConnector(Prompts::ifAnybody), "local", LocalConnector::new));

    public Assembly(RunOptions options, VaultReader vault, List<Path> rolesPath) {
        this.options = options;
        this.vault = vault;
        this.templates = new Templates(vault, System.getenv());
        this.loader = modules.loader(vault, rolesPath, options.extraVars(), templates);
        this.language = new Language(templates, modules.registry(), loader, vault);
    }

    Timings timings() {
        return timings;
    }

    private <T> T loading(Supplier<T> work) {
        return timings.measure(Optional.empty(), Timings.Phase.LOAD, 1, work);
    }

    Playbook playbook() {
        if (!Files.exists(options.playbook())) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no playbook `" + options.playbook() + "`")
                    .toException();
        }
        Playbook playbook = loader.load(options.playbook());
        loader.checkTags(playbook, new TagSelection(options.tags(), options.skipTags()));
        return playbook;
    }

    public Inventory inventory(Optional<Path> playbookFolder) {
        return Inventory.load(options.inventorySources(), playbookFolder, vault);
    }

    /** What is run: loaded once, so that an apply applies what the plan before it has shown. */
    record Loaded(Playbook playbook, Inventory inventory) {}

    Loaded load() {
        // At the same time: they have nothing to do with each other, and a run with nothing to do mostly loads.
        CompletableFuture<Inventory> inventory =
                CompletableFuture.supplyAsync(this::inventoryAndWarmUp, Thread::startVirtualThread);
        Playbook playbook = loading(this::playbook);
        return new Loaded(playbook, Futures.await(inventory));
    }

    public Deployment deployment(UnaryOperator<Playbook> change, Event.Sink events) {
        Loaded loaded = load();
        return deployment(change.apply(loaded.playbook()), loaded.inventory(), events);
    }

    public Deployment deployment(Playbook playbook, Inventory inventory, Event.Sink events) {
        return deployment(options, playbook, inventory, events);
    }

    /** The same run with nothing changed. */
    Deployment plan(Loaded loaded, Event.Sink events) {
        return deployment(options.checking(), loaded.playbook(), loaded.inventory(), events);
    }

    private Inventory inventoryAndWarmUp() {
        Inventory inventory = folderInventory();
        if (inventory.hosts().stream()
                .findFirst()
                .filter(host -> bySsh(inventory, host))
                .isPresent()) {
            Thread.startVirtualThread(() -> connector.warmUp("ssh"));
        }
        return inventory;
    }

    /** A guess, which costs a little time where it is wrong. */
    private boolean bySsh(Inventory inventory, Host host) {
        Variable kind = inventory.variables(host).get("ansible_connection");
        boolean local = kind != null && kind.value().toString().equals("local")
                || options.login().kind().filter("local"::equals).isPresent()
                || host.name().equals("localhost");
        return !local;
    }

    private Inventory folderInventory() {
        return loading(() -> inventory(Optional.ofNullable(
                options.playbook().toAbsolutePath().normalize().getParent())));
    }

    private Deployment deployment(RunOptions chosen, Playbook playbook, Inventory inventory, Event.Sink events) {
        var deployment = new Deployment(chosen, inventory, playbook, language, connector, this::promptsOf, events)
                .timed(timings);
        interruption.stops(deployment);
        return deployment;
    }

    PlaybookLoader loader() {
        return loader;
    }

    /** Asked once, however often the play is planned before it is run. */
    private Map<String, Value> promptsOf(Play play) {
        return prompts.computeIfAbsent(String.valueOf(play.place()), _ -> ask(play, options.extraVars()));
    }

    /** What `-e` gives is not asked for. */
    private static Map<String, Value> ask(Play play, Map<String, Value> extraVars) {
        var answers = new LinkedHashMap<String, Value>();
        for (Play.VarsPrompt prompt : play.variables().prompts()) {
            if (extraVars.containsKey(prompt.name())) {
                continue;
            }
            if (!Terminals.interactive() && prompt.fallback().isPresent()) {
                answers.put(prompt.name(), prompt.fallback().get());
                continue;
            }
            String question = prompt.prompt().orElse(prompt.name()) + ": ";
            if (prompt.secret()) {
                answers.put(
                        prompt.name(), TextValue.secret(Prompts.secret(question).reveal()));
            } else {
                String answer = Prompts.line(question);
                Value given = answer.isEmpty() ? prompt.fallback().orElse(Value.of("")) : Value.of(answer);
                answers.put(prompt.name(), SecretNames.mark(prompt.name(), given));
            }
        }
        return answers;
    }

    @Override
    public void close() {
        connector.close();
        interruption.close();
    }
}
