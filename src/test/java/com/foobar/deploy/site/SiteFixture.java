package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The three-server site on fresh hosts. */
final class SiteFixture implements AutoCloseable {
    private final TestLab lab;
    private final String[] variables;

    /** @param variables {@code name=value}, which win over the inventory */
    SiteFixture(String name, int sshPortBase, String... variables) {
        this.lab = new TestLab(name, sshPortBase, List.of("lb-01", "web-01", "web-02"));
        this.variables = variables;
    }

    TestLab lab() {
        return lab;
    }

    void up() {
        lab.up();
    }

    Outcome tool(String command, String... more) {
        var all = new ArrayList<>(List.of(more));
        for (String variable : variables) {
            all.add("--extra-vars=" + variable);
        }
        return lab.tool(command, "playbooks/site.yml", "inventories/lab", all.toArray(String[]::new));
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
