package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.LabTool;
import com.foobar.deploy.drill.DrillRun;
import com.foobar.deploy.drill.DrillSite;
import com.foobar.deploy.drill.Drills;
import com.foobar.deploy.lab.ContainerEngine;
import java.util.List;

/** The site on fresh hosts, and drills on it. */
final class DrillFixture implements AutoCloseable {
    private final SiteFixture site;
    private final DrillRun drills;

    /** @param variables {@code name=value}, which win over the inventory */
    DrillFixture(String name, int sshPortBase, String... variables) {
        site = new SiteFixture(name, sshPortBase, variables);
        drills = new DrillRun(new DrillSite(
                TestLab.PROJECT,
                site.lab().options(),
                ContainerEngine.find(),
                new LabTool(site.lab().options(), List.of(variables))));
    }

    void up() {
        site.up();
        site.applies();
    }

    void passes(String name) {
        DrillRun.Result result = drills.run(Drills.named(name));
        assertThat(result.failure()).as(result.toString()).isEmpty();
    }

    @Override
    public void close() {
        site.close();
    }
}
