package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;

/** Hosts and groups with their variables. Thread-safe; hosts may be added while a play runs. */
public final class Inventory {
    private static final Place AT_RUN_TIME = Place.of("<added while the play ran>");

    private final GroupTree tree;
    private final VariableLayers layers;
    private final Selection selection;
    private final Map<Host, Map<String, Variable>> known = new HashMap<>();

    private Inventory(GroupTree tree, VariableLayers layers) {
        this.tree = tree;
        this.layers = layers;
        this.selection = new Selection(tree);
    }

    /**
     * Reads sources: files (YAML, INI, by content), directories, executables, or comma lists.
     *
     * @param playbookFolder where {@code group_vars} and {@code host_vars} lie too
     * @throws com.foobar.deploy.diagnostic.DeployException for a source that does not exist or cannot be read
     */
    public static Inventory load(List<String> sources, Optional<Path> playbookFolder, VaultReader vault) {
        var tree = new GroupTree();
        var yaml = new YamlFile(vault);
        var loader = new InventorySources(tree, yaml);
        sources.forEach(loader::load);
        tree.reconcile();
        return new Inventory(tree, VariableLayers.of(tree, loader.folders(), playbookFolder, yaml));
    }

    /** Every host in the order of the inventory, without an implicit localhost. */
    public synchronized SequencedCollection<Host> hosts() {
        return tree.hosts().stream().map(Host::new).toList();
    }

    /**
     * Hosts that a pattern selects, in the order in which its terms name them, those of a group in the inventory's
     * order, as Ansible's. {@code localhost} is implicit where no source has it. A name that nobody knows selects
     * nothing: see {@link #unknownNames} and {@link #selectKnown}.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException HOST_PATTERN for a pattern that is not valid
     */
    public synchronized List<Host> select(String pattern) {
        return selection.select(pattern).stream().map(Host::new).toList();
    }

    /** The terms of a pattern that match neither a host nor a group, as they are written. */
    public synchronized List<String> unknownNames(String pattern) {
        return selection.unknown(pattern).stream().map(PatternTerm::text).toList();
    }

    /**
     * As {@link #select}, for patterns on the command line.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException HOST_PATTERN where a term matches nothing, NO_HOSTS_MATCH
     *     where nothing is left
     */
    public synchronized List<Host> selectKnown(String pattern) {
        return selection.selectKnown(pattern).stream().map(Host::new).toList();
    }

    /** Group names with their hosts' names (children's included), {@code all} and {@code ungrouped} too. */
    public synchronized Map<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        tree.groups().forEach(group -> groups.put(group.name(), List.copyOf(tree.hostsOf(group))));
        return Collections.unmodifiableMap(groups);
    }

    /** The groups a host is in, parents included and {@code all} left out, sorted by name. */
    public synchronized List<String> groupNames(Host host) {
        return tree.groupsOf(host.name()).stream().map(Group::name).sorted().toList();
    }

    /** The winning variables of levels 3 to 10, connection variables included. */
    public synchronized Map<String, Variable> variables(Host host) {
        return known.computeIfAbsent(
                host, each -> Collections.unmodifiableMap(layers.of(each.name()).winning()));
    }

    /** Every candidate of every name, the strongest first, for {@code inventory explain}. */
    public synchronized Map<String, List<Variable>> explain(Host host) {
        return layers.of(host.name()).strongestFirst();
    }

    /** Files in {@code group_vars} and {@code host_vars} whose group or host does not exist. */
    public synchronized List<Path> unusedVariableFiles() {
        return layers.unusedFiles();
    }

    /** All groups, hosts and variables, in the shape that {@code ansible-inventory --list} prints. */
    public synchronized MapValue list() {
        return new InventoryListing(tree, layers).list();
    }

    /** The group {@code all} with everything below it; a group with several parents stands under each. */
    public synchronized GroupView tree() {
        return view(tree.group(GroupTree.ALL));
    }

    private GroupView view(Group group) {
        boolean all = group.name().equals(GroupTree.ALL);
        return new GroupView(
                group.name(),
                layers.ofGroup(group).winning(),
                all ? List.of() : List.copyOf(group.hosts()),
                group.children().values().stream().map(this::view).toList());
    }

    /** add_host and group_by; variables have the level of the inventory's host vars. */
    public synchronized void add(String host, List<String> groups, Map<String, Value> variables) {
        checkNew(host);
        tree.addHost(host, tree.group(GroupTree.ALL));
        groups.forEach(name -> tree.addHost(host, tree.group(GroupName.check(name, AT_RUN_TIME))));
        variables.forEach((name, value) ->
                tree.set(host, name, new Variable(value, Precedence.INVENTORY_HOST_VARS, AT_RUN_TIME)));
        tree.reconcile();
        known.clear();
    }

    /** Why a host cannot be added to groups: host text may have made their names. */
    public synchronized Optional<Diagnostic> refusal(String host, List<String> groups) {
        return problem(() -> {
            checkNew(host);
            groups.forEach(group -> GroupName.check(group, AT_RUN_TIME));
        });
    }

    /** Why a group cannot be a child of others. */
    public synchronized Optional<Diagnostic> groupRefusal(String group, List<String> parents) {
        return problem(() -> {
            GroupName.check(group, AT_RUN_TIME);
            parents.forEach(parent -> GroupName.check(parent, AT_RUN_TIME));
            parents.forEach(parent -> tree.refuseCycle(parent, group, AT_RUN_TIME));
        });
    }

    private static Optional<Diagnostic> problem(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (DeployException e) {
            return Optional.of(e.diagnostic());
        }
    }

    private void checkNew(String host) {
        if (!tree.hasHost(host)) {
            HostName.check(host, AT_RUN_TIME);
        }
    }

    /**
     * Makes a group a child of others.
     *
     * @throws DeployException INVENTORY_CYCLE where it is above one of them by now; nothing is changed then
     */
    public synchronized void addGroup(String group, List<String> parents) {
        groupRefusal(group, parents).ifPresent(problem -> {
            throw problem.toException();
        });
        Group child = tree.group(GroupName.check(group, AT_RUN_TIME));
        parents.forEach(parent -> tree.link(tree.group(GroupName.check(parent, AT_RUN_TIME)), child, AT_RUN_TIME));
        tree.reconcile();
        known.clear();
    }
}
