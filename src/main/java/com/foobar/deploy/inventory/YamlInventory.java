package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.List;

/** Reads groups with {@code hosts}, {@code children} and {@code vars}, nested to any depth. */
final class YamlInventory {
    private static final List<String> KEYS = List.of("hosts", "children", "vars");

    private final GroupTree tree;

    YamlInventory(GroupTree tree) {
        this.tree = tree;
    }

    void read(YamlNode root) {
        YamlNode.Mapping groups = mapping(root, "an inventory must be a mapping of groups");
        groups.get("plugin").ifPresent(plugin -> {
            throw Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, "inventory plugins are not supported")
                    .at(plugin.place())
                    .advise("list the hosts, or give an executable that prints JSON for `--list`")
                    .toException();
        });
        groups.entries().forEach(this::group);
    }

    private Group group(YamlNode.Entry entry) {
        Group group = tree.group(GroupName.check(entry.name(), entry.key().place()));
        if (isNothing(entry.value())) {
            return group;
        }
        YamlNode.Mapping content = mapping(
                entry.value(), "the group `" + group.name() + "` must be a mapping of " + "hosts, children and vars");
        for (YamlNode.Entry part : content.entries()) {
            part(group, part);
        }
        return group;
    }

    private void part(Group group, YamlNode.Entry part) {
        switch (part.name()) {
            case "hosts" -> hosts(group, part.value());
            case "children" -> children(group, part.value());
            case "vars" -> variables(group, part.value());
            default -> throw unknownKey(group, part);
        }
    }

    private static DeployException unknownKey(Group group, YamlNode.Entry part) {
        var diagnostic = Diagnostic.of(
                        ErrorCode.INVENTORY_SYNTAX, "the group `" + group.name() + "` has no key `" + part.name() + "`")
                .at(part.key().place())
                .suggest(part.name(), KEYS);
        return diagnostic
                .advise("a group holds `hosts`, `children` and `vars`; host names stand under `hosts`")
                .toException();
    }

    private void hosts(Group group, YamlNode node) {
        if (node instanceof YamlNode.Scalar(TextValue text, Place place)) {
            host(group, text.text(), place);
            return;
        }
        if (isNothing(node)) {
            return;
        }
        String shape = "`hosts` must be a mapping: write each host as a key, such as `web-01:`";
        for (YamlNode.Entry entry : mapping(node, shape).entries()) {
            List<String> names = host(group, entry.name(), entry.key().place());
            if (!isNothing(entry.value())) {
                hostVariables(names, entry);
            }
        }
    }

    private List<String> host(Group group, String text, Place place) {
        HostEntry host = HostEntry.parse(text, place);
        tree.addHosts(host, group, place);
        return host.names();
    }

    private void hostVariables(List<String> names, YamlNode.Entry host) {
        String shape = "the variables of the host `" + host.name() + "` must be a mapping";
        for (YamlNode.Entry entry : mapping(host.value(), shape).entries()) {
            var variable = new Variable(
                    entry.value().toValue(),
                    Precedence.INVENTORY_HOST_VARS,
                    entry.key().place());
            names.forEach(name -> tree.set(name, entry.name(), variable));
        }
    }

    private void children(Group parent, YamlNode node) {
        if (node instanceof YamlNode.Scalar(TextValue text, Place place)) {
            tree.link(parent, tree.group(GroupName.check(text.text(), place)), place);
            return;
        }
        if (isNothing(node)) {
            return;
        }
        String shape = "`children` must be a mapping: write each group as a key, such as `web:`";
        for (YamlNode.Entry entry : mapping(node, shape).entries()) {
            tree.link(parent, group(entry), entry.key().place());
        }
    }

    private static void variables(Group group, YamlNode node) {
        if (isNothing(node)) {
            return;
        }
        String shape = "`vars` must be a mapping of variables";
        for (YamlNode.Entry entry : mapping(node, shape).entries()) {
            group.set(
                    entry.name(),
                    new Variable(
                            entry.value().toValue(),
                            Precedence.INVENTORY_GROUP_VARS,
                            entry.key().place()));
        }
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlNode.Scalar(NullValue _, Place _);
    }

    private static YamlNode.Mapping mapping(YamlNode node, String shape) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw Diagnostic.of(ErrorCode.YAML_SHAPE, shape + ", not " + node.kind())
                .at(node.place())
                .toException();
    }
}
