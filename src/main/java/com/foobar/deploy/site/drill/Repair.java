package com.foobar.deploy.site.drill;

import com.foobar.deploy.diagnostic.DeployException;
import java.util.List;
import java.util.Optional;

/** Brings back a site that a drill has left broken, so that it does not cost the drills after it. */
final class Repair {
    private static final String SITE = "playbooks/site.yml";
    private static final int SECONDS_TO_START = 60;

    private final DrillSite site;

    Repair(DrillSite site) {
        this.site = site;
    }

    /** @return why the site is still not well; empty where it is */
    Optional<String> failure() {
        try {
            hosts();
            databases();
            site.tool().run("apply", SITE, "-y");
            site.awaitHealthy();
            return Optional.empty();
        } catch (DrillFailure | DeployException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** All hosts are up, and see each other. */
    private void hosts() {
        site.power().ifPresent(power -> site.hosts().all().forEach(power::restore));
        List<String> databases = site.hosts().databases();
        for (String host : databases) {
            // Only what a drill puts there: other routes of this kind are somebody's own.
            site.run(host, "ip route del blackhole " + site.address(site.other(host)) + "/32");
        }
        for (String host : databases) {
            String service = site.service();
            DrillSite.await(
                    "database on " + host,
                    SECONDS_TO_START,
                    () -> site.run(host, "systemctl unmask " + service + "; systemctl start " + service)
                                    .ok()
                            && site.answers(host));
        }
    }

    /** One is open, and the other follows it. */
    private void databases() {
        if (open().isEmpty()) {
            site.tool().run("apply", SITE, "-y");
        }
        for (String host : site.hosts().databases()) {
            if (open().isEmpty()) {
                site.tool().run("promote", host, "--force", "-y");
            }
        }
        String replica = site.other(site.primary());
        if (site.tool().run("rejoin", replica, "-y").exit() != 0) {
            site.tool().run("reseed", replica, "-y");
        }
    }

    private List<String> open() {
        return site.hosts().databases().stream().filter(site::open).toList();
    }
}
