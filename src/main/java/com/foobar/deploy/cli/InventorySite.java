package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.option.Settings;
import com.foobar.deploy.cli.run.AdHoc;
import com.foobar.deploy.cli.run.Assembly;
import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.connection.Connections;
import com.foobar.deploy.connection.local.LocalConnector;
import com.foobar.deploy.connection.ssh.SshConnector;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.HostAccess;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.site.drill.DrillSite;
import com.foobar.deploy.site.drill.SiteAddress;
import com.foobar.deploy.site.drill.SiteHosts;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * The site of an inventory, with what is needed to drill it. Reading it connects to nothing.
 *
 * @param project where its playbooks lie: here, else with the tool
 * @param words that name the inventory on a command line
 */
record InventorySite(Path project, List<String> words, SiteHosts hosts, SiteEdge edge, Map<String, HostAccess> access) {
    private static final Path SITE = Path.of("playbooks", "site.yml");

    InventorySite {
        words = List.copyOf(words);
        access = Map.copyOf(access);
    }

    static InventorySite read(List<String> words) {
        Path project = ownProject();
        return reading(words, project, (inventory, deployment) -> {
            SiteHosts hosts = SiteHosts.of(
                    inventory.groups(),
                    host -> deployment
                            .rendered(new Host(host), "private_address")
                            .map(Value::toString));
            Map<String, HostAccess> access = hosts.all().stream()
                    .collect(Collectors.toMap(host -> host, host -> deployment.access(new Host(host))));
            return new InventorySite(project, words, hosts, edge(deployment, hosts.balancer(), project), access);
        });
    }

    /** The edge alone, of a site of any shape. */
    static SiteEdge edge(List<String> words) {
        Path project = ownProject();
        return reading(words, project, (inventory, deployment) -> {
            List<String> balancers = inventory.groups().getOrDefault("lb", List.of());
            return balancers.isEmpty()
                    ? SiteEdge.of(_ -> Optional.empty(), project)
                    : edge(deployment, balancers.getFirst(), project);
        });
    }

    private static SiteEdge edge(Deployment deployment, String balancer, Path project) {
        return SiteEdge.of(name -> deployment.rendered(new Host(balancer), name), project);
    }

    private static Path ownProject() {
        return Files.exists(SITE) ? Path.of("").toAbsolutePath() : SiteTool.home();
    }

    private static <T> T reading(List<String> words, Path project, BiFunction<Inventory, Deployment, T> what) {
        RunFlags flags = flags(words);
        VaultReader vault = flags.inventory().vault();
        try (var assembly =
                new Assembly(flags.options(Path.of("command-line"), true, false, vault), vault, flags.rolesPath())) {
            Inventory inventory = assembly.inventory(Optional.of(project.resolve("playbooks")));
            Deployment deployment =
                    assembly.deployment(AdHoc.inPlans("all", "command", MapValue.EMPTY), inventory, _ -> {});
            return what.apply(inventory, deployment);
        }
    }

    /** The flags that the drill's own commands see, as root as the plays of the site are. */
    private static RunFlags flags(List<String> words) {
        var all = new ArrayList<>(words);
        all.add("--become");
        var flags = new RunFlags();
        new CommandLine(flags)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new Settings())
                .parseArgs(all.toArray(String[]::new));
        return flags;
    }

    HostAccess access(String host) {
        return Objects.requireNonNull(access.get(host), host);
    }

    InventoryMachines machines() {
        return new InventoryMachines(
                access,
                new Connections(
                        Map.of("ssh", () -> new SshConnector(Prompts::ifAnybody), "local", LocalConnector::new)));
    }

    /** @param url where the load balancer answers; empty: with TLS at its name, otherwise at port 80 of its host */
    DrillSite drillSite(InventoryMachines machines, Optional<String> url) {
        String address = access(hosts.balancer()).settings().address();
        URI where = uri(url.orElseGet(() -> edge.url(address)));
        return new DrillSite(
                SiteTool.home(),
                hosts,
                new SiteAddress(where, edge.authority()),
                machines,
                new SiteTool(project, words));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (java.net.URISyntaxException _) {
            // said below
        }
        throw Diagnostic.of(ErrorCode.USAGE, "`" + text + "` is no URL of a site; one is http://lb.example.org/")
                .toException();
    }
}
