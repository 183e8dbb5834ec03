package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs a program with {@code --list} and reads the JSON it prints: groups, and host variables under {@code _meta}. What
 * it prints is data as a rule from elsewhere (names and labels of a cloud), and is never evaluated.
 */
final class ScriptInventory {
    private final GroupTree tree;
    private final YamlFile yaml;

    ScriptInventory(GroupTree tree, YamlFile yaml) {
        this.tree = tree;
        this.yaml = yaml;
    }

    void read(Path script) {
        var place = Place.of(script.toString());
        YamlNode.Mapping groups = run(script, List.of("--list"), place);
        for (YamlNode.Entry entry : groups.entries()) {
            if (!entry.name().equals("_meta")) {
                group(tree.group(GroupName.check(entry.name(), place)), entry.value(), place);
            }
        }
        Optional<YamlNode> meta =
                groups.get("_meta").flatMap(node -> mapping(node, place).get("hostvars"));
        if (meta.isPresent()) {
            mapping(meta.get(), place).entries().forEach(host -> hostVariables(host.name(), host.value(), place));
        } else {
            List.copyOf(tree.hosts())
                    .forEach(host -> hostVariables(host, run(script, List.of("--host", host), place), place));
        }
    }

    private void group(Group group, YamlNode node, Place place) {
        if (node instanceof YamlNode.Sequence hosts) {
            hosts(group, hosts, place);
            return;
        }
        for (YamlNode.Entry part : mapping(node, place).entries()) {
            switch (part.name()) {
                case "hosts" -> hosts(group, sequence(part.value(), place), place);
                case "children" ->
                    sequence(part.value(), place).items().forEach(child -> {
                        String name = GroupName.check(text(child), place);
                        tree.link(group, tree.group(name), place);
                    });
                case "vars" ->
                    mapping(part.value(), place)
                            .entries()
                            .forEach(entry -> group.set(
                                    entry.name(),
                                    new Variable(
                                            entry.value().toValue().asData(), Precedence.INVENTORY_GROUP_VARS, place)));
                default -> throw wrong("the group `" + group.name() + "` has no key `" + part.name() + "`", place);
            }
        }
    }

    private void hosts(Group group, YamlNode.Sequence hosts, Place place) {
        hosts.items().forEach(host -> tree.addHosts(HostEntry.parse(text(host), place), group, place));
    }

    private void hostVariables(String host, YamlNode node, Place place) {
        if (tree.hasHost(host)) {
            mapping(node, place)
                    .entries()
                    .forEach(entry -> tree.set(
                            host,
                            entry.name(),
                            new Variable(entry.value().toValue().asData(), Precedence.INVENTORY_HOST_VARS, place)));
        }
    }

    private YamlNode.Mapping run(Path script, List<String> arguments, Place place) {
        String output = output(script, arguments, place);
        YamlNode node = yaml.parse(output, script + " " + String.join(" ", arguments))
                .orElseThrow(() -> wrong("the script prints nothing", place));
        return mapping(node, place);
    }

    private static String output(Path script, List<String> arguments, Place place) {
        var command = new java.util.ArrayList<String>();
        command.add(script.toAbsolutePath().toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw wrong("the script ended with code " + code, place);
            }
            return output;
        } catch (IOException e) {
            throw wrong("the script cannot be run: " + e.getMessage(), place);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wrong("the script was interrupted", place);
        }
    }

    private static String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.value().toString() : node.kind();
    }

    private static YamlNode.Sequence sequence(YamlNode node, Place place) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence;
        }
        throw wrong("the script must print a list of names here, not " + node.kind(), place);
    }

    private static YamlNode.Mapping mapping(YamlNode node, Place place) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw wrong("the script must print a JSON mapping of groups, not " + node.kind(), place);
    }

    private static RuntimeException wrong(String message, Place place) {
        return Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, message).at(place).toException();
    }
}
