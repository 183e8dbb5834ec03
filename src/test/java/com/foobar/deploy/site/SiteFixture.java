package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import com.foobar.deploy.cli.SiteEdge;
import com.foobar.deploy.site.drill.SiteAddress;
import java.util.ArrayList;
import java.util.List;

/** The three-server site on fresh hosts, which can grow. */
final class SiteFixture implements AutoCloseable {
    /** Whether the site is served by TLS, where the test does not say itself: {@code -Dfoobar.tls=true}. */
    static final boolean TLS = Boolean.getBoolean("foobar.tls");

    private final TestLab lab;
    private final String inventory;
    private final String[] variables;
    private final List<String> options = new ArrayList<>();
    private final List<String> additions = new ArrayList<>();
    private boolean up;

    /**
     * @param hosts those of the site, and more that are of no use yet
     * @param variables {@code name=value}, which win over the inventory
     */
    SiteFixture(String name, int sshPortBase, List<String> hosts, String... variables) {
        this(new TestLab(name, sshPortBase, hosts), "inventories/lab", variables);
    }

    /** @param inventory of the project, or its whole path; that of the lab goes behind it */
    SiteFixture(TestLab lab, String inventory, String... variables) {
        this.lab = lab;
        this.inventory = inventory;
        var all = new ArrayList<String>();
        if (TLS) {
            all.add("tls_source=authority");
        }
        all.addAll(List.of(variables));
        this.variables = all.toArray(String[]::new);
    }

    TestLab lab() {
        return lab;
    }

    /** How the site is asked, as its inventory says. */
    SiteEdge edge() {
        return SiteEdge.read(words());
    }

    /** Where the site answers, at a port of this machine. */
    SiteAddress address() {
        return edge().ofLab(lab.options());
    }

    /** A request that a host sends to a load balancer at one of its addresses; it prints the status. */
    List<String> get(String address, int seconds) {
        SiteEdge edge = edge();
        String written = address.contains(":") ? "[" + address + "]" : address;
        var words = new ArrayList<>(List.of("curl", "--noproxy", "*", "-g", "-s", "-k", "-o", "/dev/null"));
        words.addAll(List.of("-m", Integer.toString(seconds), "-w", "%{http_code}"));
        if (edge.tls()) {
            words.addAll(List.of("--connect-to", "::" + written + ":443"));
        }
        words.add((edge.tls() ? "https://" + edge.name().orElse("localhost") : "http://" + written) + "/entries");
        return words;
    }

    private List<String> words() {
        var words = new ArrayList<String>(
                List.of("-i", TestLab.PROJECT.resolve(inventory).toString()));
        words.addAll(List.of("-i", lab.options().inventory().toString()));
        words.addAll(options);
        for (String variable : variables) {
            words.add("--extra-vars=" + variable);
        }
        return words;
    }

    List<String> variables() {
        return List.of(variables);
    }

    /** Fresh hosts, with nothing on them. */
    void bare() {
        additions.clear();
        lab.up();
        up = true;
    }

    /** The site as the inventory says, on fresh hosts where there are none yet, or where it has grown. */
    void applied() {
        if (!up || !additions.isEmpty()) {
            bare();
        }
        tool("apply", "--yes").exits(0);
    }

    /** Makes a host the primary, if it is not. */
    void promote(String host) {
        String closed = lab.text(host, "mysql", "-N", "-e", "SELECT @@global.read_only");
        if (!closed.equals("0")) {
            // One promotion does not follow the other by itself.
            String desired = "--extra-vars=promote_host=" + host + " promote_force=true";
            run("apply", "playbooks/promote.yml", "--yes", desired).exits(0);
        }
    }

    /** @param inventory goes behind those that are there, from now on */
    void grow(String inventory) {
        additions.add("--inventory=" + TestLab.PROJECT.resolve(inventory));
    }

    /** An option that every command gets from now on. */
    void option(String option) {
        options.add(option);
    }

    Outcome tool(String command, String... more) {
        return run(command, "playbooks/site.yml", more);
    }

    Outcome run(String command, String playbook, String... more) {
        var all = new ArrayList<>(List.of(more));
        all.addAll(additions);
        all.addAll(options);
        for (String variable : variables) {
            all.add("--extra-vars=" + variable);
        }
        return lab.tool(command, playbook, inventory, all.toArray(String[]::new));
    }

    void applies() {
        assertThat(tool("apply", "--yes").exits(0).text()).doesNotContain("\n0 changed");
    }

    void findsNothingToDo() {
        tool("plan", "--detailed-exitcode").exits(0).says("\n0 to change, ");
        tool("apply", "--yes", "--detailed-exitcode").exits(0).says("\n0 changed in ");
    }

    @Override
    public void close() {
        lab.close();
    }
}
