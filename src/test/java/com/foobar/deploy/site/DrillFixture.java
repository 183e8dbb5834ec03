package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.LabTool;
import com.foobar.deploy.drill.DrillRun;
import com.foobar.deploy.drill.DrillSite;
import com.foobar.deploy.drill.Drills;
import com.foobar.deploy.lab.ContainerEngine;

/** Drills on a site that was applied. */
final class DrillFixture {
    private final DrillRun drills;

    DrillFixture(SiteFixture site) {
        drills = new DrillRun(new DrillSite(
                TestLab.PROJECT,
                site.lab().options(),
                ContainerEngine.find(),
                new LabTool(site.lab().options(), site.variables())));
    }

    void passes(String name) {
        DrillRun.Result result = drills.run(Drills.named(name));
        assertThat(result.failure()).as(result.toString()).isEmpty();
    }
}
