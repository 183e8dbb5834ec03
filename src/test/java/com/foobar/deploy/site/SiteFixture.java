package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The three-server site on fresh hosts, which can grow. */
final class SiteFixture implements AutoCloseable {
    private static final List<String> HOSTS = List.of("lb-01", "web-01", "web-02");

    private final TestLab lab;
    private final String[] variables;
    private final List<String> additions = new ArrayList<>();

    /** @param variables {@code name=value}, which win over the inventory */
    SiteFixture(String name, int sshPortBase, String... variables) {
        this(name, sshPortBase, HOSTS, variables);
    }

    /** @param hosts those of the site, and more that are of no use yet */
    SiteFixture(String name, int sshPortBase, List<String> hosts, String... variables) {
        this.lab = new TestLab(name, sshPortBase, hosts);
        this.variables = variables;
    }

    TestLab lab() {
        return lab;
    }

    void up() {
        lab.up();
    }

    /** @param inventory goes behind those that are there, from now on */
    void grow(String inventory) {
        additions.add("--inventory=" + TestLab.PROJECT.resolve(inventory));
    }

    Outcome tool(String command, String... more) {
        return run(command, "playbooks/site.yml", more);
    }

    Outcome run(String command, String playbook, String... more) {
        var all = new ArrayList<>(List.of(more));
        all.addAll(additions);
        for (String variable : variables) {
            all.add("--extra-vars=" + variable);
        }
        return lab.tool(command, playbook, "inventories/lab", all.toArray(String[]::new));
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
