package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** All groups and hosts. It is changed only until it is that of an inventory; then any thread may read it. */
final class GroupTree {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Candidates> hosts = new LinkedHashMap<>();
    private final Group all;
    private final Group ungrouped;
    private Map<Group, Integer> depths = Map.of();

    GroupTree() {
        all = group(ALL);
        ungrouped = group(UNGROUPED);
        link(all, ungrouped, Place.of("<inventory>"));
    }

    private GroupTree(GroupTree other) {
        other.groups.forEach((name, group) -> groups.put(name, group.unlinked()));
        other.groups.forEach((name, group) -> {
            Group copy = group(name);
            group.children().keySet().forEach(child -> copy.children().put(child, group(child)));
            group.parents().keySet().forEach(parent -> copy.parents().put(parent, group(parent)));
        });
        hosts.putAll(other.hosts);
        all = group(ALL);
        ungrouped = group(UNGROUPED);
    }

    /** A tree that may be changed; to be reconciled then. Variables are shared, see {@link #setAnew}. */
    GroupTree copy() {
        return new GroupTree(this);
    }

    /** The group of that name, made where there is none. */
    Group group(String name) {
        return groups.computeIfAbsent(name, Group::new);
    }

    /** The group that contains every other one. */
    Group all() {
        return all;
    }

    Optional<Group> find(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Collection<Group> groups() {
        return groups.values();
    }

    SequencedSet<String> hosts() {
        return hostsOf(all);
    }

    boolean hasHost(String name) {
        return hosts.containsKey(name);
    }

    void addHost(String name, Group group) {
        hosts.computeIfAbsent(name, _ -> new Candidates());
        group.hosts().add(name);
    }

    /** Adds the hosts of an entry with the port that stands after its name. */
    void addHosts(HostEntry entry, Group group, Place place) {
        for (String name : entry.names()) {
            addHost(name, group);
            entry.port()
                    .ifPresent(port -> set(
                            name, "ansible_port", new Variable(Value.of(port), Precedence.INVENTORY_HOST_VARS, place)));
        }
    }

    void set(String host, String variable, Variable value) {
        hosts.computeIfAbsent(host, _ -> new Candidates()).add(variable, value);
    }

    /** As {@link #set}, where another tree may share the variables that the host has so far. */
    void setAnew(String host, Map<String, Variable> variables) {
        var own = new Candidates();
        own.addAll(variables(host));
        variables.forEach(own::add);
        hosts.put(host, own);
    }

    Candidates variables(String host) {
        return hosts.getOrDefault(host, new Candidates());
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException INVENTORY_CYCLE where the child is above the parent */
    void link(Group parent, Group child, Place place) {
        if (child.descendants().contains(parent)) {
            throw cycle(parent, child).at(place).toException();
        }
        parent.children().put(child.name(), child);
        child.parents().put(parent.name(), parent);
    }

    /** As {@link #link}, of groups that may not be there yet. All others are below {@code all}. */
    void refuseCycle(String parent, String child, Place place) {
        if (parent.equals(child)) {
            throw Diagnostic.of(ErrorCode.INVENTORY_CYCLE, "the group `" + child + "` is its own child")
                    .at(place)
                    .toException();
        }
        if (child.equals(ALL)) {
            throw Diagnostic.of(
                            ErrorCode.INVENTORY_CYCLE,
                            "the group `all` cannot be a child of `" + parent + "`: it contains every group")
                    .at(place)
                    .toException();
        }
        Group above = groups.get(parent);
        Group below = groups.get(child);
        if (above != null && below != null && below.descendants().contains(above)) {
            throw cycle(above, below).at(place).toException();
        }
    }

    private static Diagnostic cycle(Group parent, Group child) {
        if (parent == child) {
            return Diagnostic.of(ErrorCode.INVENTORY_CYCLE, "the group `" + child.name() + "` is its own child");
        }
        List<String> way = way(child, parent);
        String between = way.size() < 3 ? "" : " (`" + String.join("` > `", way) + "`)";
        return Diagnostic.of(
                ErrorCode.INVENTORY_CYCLE,
                "the group `" + child.name() + "` cannot be a child of `" + parent.name() + "`, which it contains"
                        + between);
    }

    /** The names from a group down to one below it. */
    private static List<String> way(Group from, Group to) {
        var way = new ArrayList<String>();
        for (Group at = from; at != to; at = next(at, to)) {
            way.add(at.name());
        }
        way.add(to.name());
        return way;
    }

    private static Group next(Group from, Group to) {
        return from.children().values().stream()
                .filter(child -> child.descendants().contains(to))
                .findFirst()
                .orElseThrow();
    }

    /** Puts groups without a parent under {@code all}, and hosts without a group into {@code ungrouped}. */
    void reconcile() {
        for (Group group : List.copyOf(groups.values())) {
            if (group != all && group.parents().isEmpty()) {
                link(all, group, Place.of("<inventory>"));
            }
        }
        var grouped = new HashSet<String>();
        groups.values().stream()
                .filter(group -> group != all && group != ungrouped)
                .forEach(group -> grouped.addAll(group.hosts()));
        ungrouped.hosts().removeAll(grouped);
        hosts.keySet().stream().filter(host -> !grouped.contains(host)).forEach(ungrouped.hosts()::add);
        depths = depths();
    }

    SequencedSet<String> hostsOf(Group group) {
        var found = new LinkedHashSet<String>();
        group.descendants().forEach(each -> found.addAll(each.hosts()));
        return found;
    }

    /** The groups a host is in, parents included and {@code all} left out, from the weakest to the strongest. */
    List<Group> groupsOf(String host) {
        var found = new HashSet<Group>();
        groups.values().stream()
                .filter(group -> group.hosts().contains(host))
                .forEach(group -> found.addAll(group.ancestors()));
        found.remove(all);
        return found.stream()
                .sorted(Comparator.<Group>comparingInt(depths::get)
                        .thenComparing(Group::priority)
                        .thenComparing(Group::name))
                .toList();
    }

    private Map<Group, Integer> depths() {
        var known = new HashMap<Group, Integer>();
        groups.values().forEach(group -> depth(group, known));
        return known;
    }

    /** The longest way up to a group without parents. */
    private static int depth(Group group, Map<Group, Integer> known) {
        Integer depth = known.get(group);
        if (depth == null) {
            depth = group.parents().values().stream()
                    .mapToInt(parent -> depth(parent, known) + 1)
                    .max()
                    .orElse(0);
            known.put(group, depth);
        }
        return depth;
    }
}
