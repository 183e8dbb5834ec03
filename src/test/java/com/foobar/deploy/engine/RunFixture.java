package com.foobar.deploy.engine;

import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.connection.local.LocalConnector;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.run.Language;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Runs playbooks written in a test against hosts that are this machine under several names, in a directory of their own. */
final class RunFixture {
    private final Path folder;
    private final List<Event> events = new ArrayList<>();
    private UnaryOperator<Connector> around = connector -> connector;
    private final Map<String, Value> extra = new LinkedHashMap<>();
    private Set<String> tags = Set.of();
    private Map<String, Value> prompted = Map.of();
    private String inventoryName = "hosts.yml";
    private String inventory = """
        all:
          vars: { ansible_connection: local }
          hosts: { one: {}, two: {} }
        """;

    RunFixture(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The hosts are reached through this. */
    RunFixture through(UnaryOperator<Connector> wrapping) {
        around = wrapping;
        return this;
    }

    /** Limits the runs to tasks with this tag. */
    RunFixture tagged(String tag) {
        tags = Set.of(tag);
        return this;
    }

    /** Variables of the command line. */
    RunFixture extra(Map<String, Value> variables) {
        extra.putAll(variables);
        return this;
    }

    /** What is answered to `vars_prompt`. */
    RunFixture prompted(Map<String, Value> answers) {
        prompted = answers;
        return this;
    }

    RunFixture inventory(String yaml) {
        inventory = yaml;
        return this;
    }

    /** From now on the inventory is this file. */
    RunFixture inventoryName(String name) {
        inventoryName = name;
        return this;
    }

    RunFixture file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    RunResult apply(String playbook) {
        return run(playbook, false);
    }

    RunResult plan(String playbook) {
        return run(playbook, true);
    }

    /** What failed, for a test's message. */
    String failures() {
        return events.stream()
                .filter(Event.TaskFinished.class::isInstance)
                .map(Event.TaskFinished.class::cast)
                .flatMap(finished -> finished.outcome().failure().stream()
                        .map(why -> finished.host() + " " + finished.task().title() + ": " + why.message()))
                .collect(Collectors.joining("\n"));
    }

    private RunResult run(String text, boolean check) {
        file(inventoryName, inventory);
        file("site.yml", text);
        events.clear();
        Path site = folder.resolve("site.yml");
        RunOptions options = options(site, check);
        var templates = new Templates(VaultReader.NONE, Map.of());
        var modules = new Modules();
        var loader = modules.loader(VaultReader.NONE, List.of(), extraVars(), templates);
        Playbook playbook = loader.load(site);
        Inventory hosts = Inventory.load(options.inventorySources(), Optional.of(folder), VaultReader.NONE);
        try (Connector connector = around.apply(new LocalConnector())) {
            var language = new Language(templates, modules.registry(), loader, VaultReader.NONE);
            return new Deployment(options, hosts, playbook, language, connector, _ -> prompted, events::add).run();
        }
    }

    private Map<String, Value> extraVars() {
        var all = new LinkedHashMap<>(extra);
        all.put("root", Value.of(folder.toString()));
        return all;
    }

    private RunOptions options(Path site, boolean check) {
        RunOptions base =
                RunOptions.of(site, List.of(folder.resolve(inventoryName).toString()));
        return new RunOptions(
                base.playbook(),
                base.inventorySources(),
                new RunOptions.Selection(Optional.empty(), tags, Set.of(), Optional.empty()),
                extraVars(),
                new RunOptions.Mode(check, false, false, base.forks(), 0),
                base.login(),
                base.lockOwner(),
                folder.resolve(".foobar"));
    }

    List<Event> events() {
        return events;
    }

    /** Each task result as "host task: STATUS", in the order of the tasks, hosts sorted within one. */
    List<String> outcomes() {
        var lines = new ArrayList<String>();
        var current = new ArrayList<String>();
        for (Event event : events) {
            if (event instanceof Event.TaskStarted) {
                current.sort(null);
                lines.addAll(current);
                current.clear();
            } else if (event instanceof Event.TaskFinished finished) {
                current.add(finished.host() + " " + finished.task().title() + ": "
                        + finished.outcome().status());
            }
        }
        current.sort(null);
        lines.addAll(current);
        return lines;
    }

    TaskOutcome outcome(String host, String task) {
        return events.stream()
                .filter(Event.TaskFinished.class::isInstance)
                .map(Event.TaskFinished.class::cast)
                .filter(finished ->
                        finished.host().equals(host) && finished.task().title().equals(task))
                .map(Event.TaskFinished::outcome)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no outcome of " + task + " on " + host + " in "
                        + outcomes().stream().collect(Collectors.joining("\n"))));
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
