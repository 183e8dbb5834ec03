package com.foobar.deploy.cli.project;

import com.foobar.deploy.cli.option.InventoryOptions;
import com.foobar.deploy.cli.project.Topology.Link;
import com.foobar.deploy.cli.project.Topology.Server;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Modules;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.VaultReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code graph}: the servers and the roles on them. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy graph playbooks/site.yml -i inventories/lab",
            "  foobar-deploy graph playbooks/site.yml -i inventories/lab --format svg > site.svg"
        })
public final class GraphCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        SVG,
        MERMAID
    }

    @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
    private Path file = Path.of("playbooks/site.yml");

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default), svg or mermaid.")
    private Format format = Format.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Files.exists(file)) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no playbook `" + file + "`")
                    .toException();
        }
        VaultReader vault = inventory.vault();
        var templates = new Templates(vault, System.getenv());
        Playbook playbook =
                new Modules().loader(vault, List.of(), Map.of(), templates).load(file);
        Optional<Path> folder =
                Optional.ofNullable(file.toAbsolutePath().normalize().getParent());
        var topology = Topology.of(playbook, Inventory.load(inventory.sources(), folder, vault), templates);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TEXT -> text(topology);
                    case SVG -> TopologySvg.of(topology);
                    case MERMAID -> mermaid(topology);
                });
        out.flush();
        return ExitCode.FINE.number();
    }

    private static String text(Topology topology) {
        var text = new StringBuilder();
        for (Server server : topology.servers()) {
            text.append(server.name())
                    .append("  (")
                    .append(String.join(", ", server.groups()))
                    .append(")\n");
            server.roles().forEach(role -> text.append("  ").append(role).append('\n'));
            topology.links().stream()
                    .filter(link -> link.from().equals(server.name()))
                    .forEach(link -> text.append("  -> %s  %s\n".formatted(link.to(), link.label())));
        }
        return text.toString();
    }

    private static String mermaid(Topology topology) {
        var text = new StringBuilder("flowchart TD\n");
        for (Server server : topology.servers()) {
            text.append("  %s[\"<b>%s</b><br/>%s\"]\n"
                    .formatted(
                            id(server.name()),
                            escaped(server.name()),
                            server.roles().stream().map(GraphCommand::escaped).collect(Collectors.joining("<br/>"))));
        }
        for (Link link : topology.links()) {
            text.append("  %s -- %s --> %s\n".formatted(id(link.from()), escaped(link.label()), id(link.to())));
        }
        return text.toString();
    }

    /** By Mermaid's own entities: it hands HTML in a label on to the page. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " -_.()/@".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
            }
        });
        return escaped.toString();
    }

    private static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
