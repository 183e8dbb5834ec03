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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hosts and groups with their variables. Immutable: a host that comes while a play runs makes a new inventory. Files of
 * variables are read when a host first needs them.
 */
public final class Inventory {
    private static final Place AT_RUN_TIME = Place.of("<added while the play ran>");

    private final GroupTree tree;
    private final VariableLayers layers;
    private final Selection selection;
    private final Map<Host, Map<String, Variable>> known = new ConcurrentHashMap<>();

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
    public SequencedCollection<Host> hosts() {
        return tree.hosts().stream().map(Host::new).toList();
    }

    /**
     * Hosts that a pattern selects, in the order in which its terms name them, those of a group in the inventory's
     * order, as Ansible's. {@code localhost} is implicit where no source has it. An unknown name selects
     * nothing: see {@link #unknownNames} and {@link #selectKnown}.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException HOST_PATTERN for a pattern that is not valid
     */
    public List<Host> select(String pattern) {
        return selection.select(pattern).stream().map(Host::new).toList();
    }

    /** The terms of a pattern that match neither a host nor a group, as they are written. */
    public List<String> unknownNames(String pattern) {
        return selection.unknown(pattern).stream().map(PatternTerm::text).toList();
    }

    /**
     * As {@link #select}, for patterns on the command line.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException HOST_PATTERN where a term matches nothing, NO_HOSTS_MATCH
     *     where nothing is left
     */
    public List<Host> selectKnown(String pattern) {
        return selection.selectKnown(pattern).stream().map(Host::new).toList();
    }

    /** Group names with their hosts' names (children's included), {@code all} and {@code ungrouped} too. */
    public Map<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        tree.groups().forEach(group -> groups.put(group.name(), List.copyOf(tree.hostsOf(group))));
        return Collections.unmodifiableMap(groups);
    }

    /** The groups a host is in, parents included and {@code all} left out, sorted by name. */
    public List<String> groupNames(Host host) {
        return tree.groupsOf(host.name()).stream().map(Group::name).sorted().toList();
    }

    /** The winning variables of levels 3 to 10, connection variables included. */
    public Map<String, Variable> variables(Host host) {
        Map<String, Variable> variables = known.get(host);
        return variables != null ? variables : known.computeIfAbsent(host, this::winning);
    }

    private Map<String, Variable> winning(Host host) {
        return Collections.unmodifiableMap(layers.of(host.name()).winning());
    }

    /** Every candidate of every name, the strongest first, for {@code inventory explain}. */
    public Map<String, List<Variable>> explain(Host host) {
        return layers.of(host.name()).strongestFirst();
    }

    /** Files in {@code group_vars} and {@code host_vars} whose group or host does not exist. */
    public List<Path> unusedVariableFiles() {
        return layers.unusedFiles();
    }

    /** All groups, hosts and variables, in the shape that {@code ansible-inventory --list} prints. */
    public MapValue list() {
        return new InventoryListing(tree, layers).list();
    }

    /** The group {@code all} with everything below it; a group with several parents stands under each. */
    public GroupView tree() {
        return view(tree.all());
    }

    private GroupView view(Group group) {
        boolean all = group.name().equals(GroupTree.ALL);
        return new GroupView(
                group.name(),
                layers.ofGroup(group).winning(),
                all ? List.of() : List.copyOf(group.hosts()),
                group.children().values().stream().map(this::view).toList());
    }

    /**
     * With a host more, or one that is in more groups, and variables of the level of the inventory's host vars.
     *
     * @throws DeployException what {@link #refusal} tells
     */
    public Inventory with(String host, List<String> groups, Map<String, Value> variables) {
        checkNew(host);
        groups.forEach(name -> GroupName.check(name, AT_RUN_TIME));
        var set = new LinkedHashMap<String, Variable>();
        variables.forEach(
                (name, value) -> set.put(name, new Variable(value, Precedence.INVENTORY_HOST_VARS, AT_RUN_TIME)));
        return changed(more -> {
            more.addHost(host, more.all());
            groups.forEach(name -> more.addHost(host, more.group(name)));
            more.setAnew(host, set);
        });
    }

    /**
     * With a group that is a child of others and has some hosts more.
     *
     * @throws DeployException what {@link #groupRefusal} tells: INVENTORY_CYCLE where it is above one of the others by now
     */
    public Inventory withGroup(String group, List<String> parents, List<String> hosts) {
        groupRefusal(group, parents).ifPresent(problem -> {
            throw problem.toException();
        });
        hosts.forEach(this::checkNew);
        return changed(more -> {
            Group child = more.group(group);
            parents.forEach(parent -> more.link(more.group(parent), child, AT_RUN_TIME));
            hosts.forEach(host -> more.addHost(host, more.all()));
            hosts.forEach(host -> more.addHost(host, child));
        });
    }

    /** The files of variables are shared: none is read again. */
    private Inventory changed(Consumer<GroupTree> change) {
        GroupTree more = tree.copy();
        change.accept(more);
        more.reconcile();
        return new Inventory(more, layers.over(more));
    }

    /** Why a host cannot be added to groups: host text may have made their names. */
    public Optional<Diagnostic> refusal(String host, List<String> groups) {
        return problem(() -> {
            checkNew(host);
            groups.forEach(group -> GroupName.check(group, AT_RUN_TIME));
        });
    }

    /** Why a group cannot be a child of others. */
    public Optional<Diagnostic> groupRefusal(String group, List<String> parents) {
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
}
