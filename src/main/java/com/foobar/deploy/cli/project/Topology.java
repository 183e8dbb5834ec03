package com.foobar.deploy.cli.project;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.PlaybookListing;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The hosts of a playbook with the roles on each, and what of the shipped roles talks to what. */
record Topology(List<Server> servers, List<Link> links) {
    /**
     * A host.
     *
     * @param roles in the order in which plays give them
     */
    record Server(String name, List<String> groups, List<String> roles) {}

    /** @param sideways between equals: it says nothing about who stands in front of whom */
    record Link(String from, String to, String label, boolean sideways) {}

    static Topology of(Playbook playbook, Inventory inventory, Templates templates) {
        var roles = new LinkedHashMap<Host, Set<String>>();
        for (Play play : playbook.plays()) {
            String pattern = PlaybookListing.text(play.hosts());
            List<Host> hosts = pattern.contains("{{") ? List.of() : inventory.select(pattern);
            for (Host host : hosts) {
                Set<String> known = roles.computeIfAbsent(host, _ -> new LinkedHashSet<>());
                rolesOf(play)
                        .filter(role -> mayRun(role, inventory.variables(host), templates))
                        .map(RoleInstance::name)
                        .forEach(known::add);
            }
        }
        var servers = roles.entrySet().stream()
                .map(entry -> new Server(
                        entry.getKey().name(),
                        inventory.groupNames(entry.getKey()),
                        shown(inventory, entry.getKey(), entry.getValue())))
                .toList();
        return new Topology(servers, links(servers));
    }

    private static Stream<RoleInstance> rolesOf(Play play) {
        Stream<RoleInstance> brought = Stream.of(play.preTasks(), play.tasks(), play.postTasks())
                .flatMap(Topology::tasks)
                .flatMap(task -> task.role().stream());
        return Stream.concat(play.roles().stream(), brought).distinct();
    }

    /** Not if a condition on it is false by what stands in the files; what depends on facts is not known. */
    private static boolean mayRun(RoleInstance role, Map<String, Variable> inventory, Templates templates) {
        var variables = new LinkedHashMap<String, Value>();
        Stream.of(role.defaults(), inventory, role.vars())
                .forEach(level -> level.forEach((name, variable) -> variables.put(name, variable.value())));
        Scope scope = Scope.of(variables, FileSearch.NOWHERE);
        return role.when().stream().allMatch(condition -> {
            try {
                return templates.test(condition, scope);
            } catch (DeployException _) {
                return true;
            }
        });
    }

    private static Stream<Task> tasks(List<Node> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case TaskNode step -> Stream.of(step.task());
            case Block block ->
                Stream.of(block.tasks(), block.rescue(), block.always()).flatMap(Topology::tasks);
        });
    }

    /** The database is told apart by what it is on that host. */
    private static List<String> shown(Inventory inventory, Host host, Set<String> roles) {
        Optional<String> part = Optional.ofNullable(inventory.variables(host).get("mysql_role"))
                .map(Variable::value)
                .map(String::valueOf)
                .filter(value -> !value.contains("{{"));
        return roles.stream()
                .map(role -> role.equals("mysql") && part.isPresent() ? "mysql (" + part.get() + ")" : role)
                .toList();
    }

    private static List<Link> links(List<Server> servers) {
        var links = new ArrayList<Link>();
        connect(links, servers, "haproxy", "nginx", "HTTP", false);
        connect(links, servers, "nginx", "app", "HTTP", false);
        connect(links, servers, "app", "mysql (primary)", "writes", true);
        connect(links, servers, "mysql (primary)", "mysql (replica)", "replication", true);
        return List.copyOf(links);
    }

    /** A host that has both parts talks to itself, and most likely to nobody else. */
    private static void connect(
            List<Link> links, List<Server> servers, String from, String to, String label, boolean sideways) {
        for (Server source : having(servers, from)) {
            if (source.roles().contains(to)) {
                continue;
            }
            having(servers, to).forEach(target -> links.add(new Link(source.name(), target.name(), label, sideways)));
        }
    }

    private static List<Server> having(List<Server> servers, String role) {
        return servers.stream().filter(server -> server.roles().contains(role)).toList();
    }

    /** Servers in rows: each below those that send to it. */
    List<List<Server>> rows() {
        Map<String, Integer> depth = new LinkedHashMap<>();
        servers.forEach(server -> depth.put(server.name(), 0));
        for (int round = 0; round < servers.size(); round++) {
            for (Link link : links) {
                if (!link.sideways()) {
                    depth.merge(link.to(), depth.getOrDefault(link.from(), 0) + 1, Math::max);
                }
            }
        }
        var rows = new ArrayList<List<Server>>();
        int deepest = depth.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int row = 0; row <= deepest; row++) {
            int wanted = row;
            rows.add(servers.stream()
                    .filter(server -> depth.getOrDefault(server.name(), 0) == wanted)
                    .toList());
        }
        return rows.stream().filter(row -> !row.isEmpty()).toList();
    }
}
