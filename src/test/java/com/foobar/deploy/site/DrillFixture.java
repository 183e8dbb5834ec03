package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.SiteTool;
import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.site.drill.DrillRun;
import com.foobar.deploy.site.drill.DrillSite;
import com.foobar.deploy.site.drill.Drills;

/** Drills on a site that was applied, beside other tests: their times are those of {@code drill --all}. */
final class DrillFixture {
    private final DrillRun drills;

    DrillFixture(SiteFixture site) {
        drills = new DrillRun(DrillSite.ofLab(
                        TestLab.PROJECT,
                        site.lab().options(),
                        site.address(),
                        ContainerEngine.find(),
                        SiteTool.ofLab(site.lab().options(), site.variables()))
                .untimed());
    }

    void passes(String name) {
        DrillRun.Result result = drills.run(Drills.named(name));
        assertThat(result.passed()).as(result.toString()).isTrue();
    }
}
