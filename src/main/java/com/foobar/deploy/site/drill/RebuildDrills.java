package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.check;

import java.util.List;

/** A host is lost with all that was on it, and a bare one stands in its place. */
final class RebuildDrills {
    private static final String SITE = "playbooks/site.yml";

    private RebuildDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        28,
                        "rebuild-lb",
                        "a bare host in the place of the load balancer: one apply brings the site back",
                        true,
                        RebuildDrills::balancer),
                new Drill(
                        29,
                        "rebuild-primary",
                        "a bare host in the place of the primary: promote --emergency and one apply, no acknowledged"
                                + " row lost",
                        true,
                        RebuildDrills::primary),
                new Drill(
                        30,
                        "rebuild-replica",
                        "a bare host in the place of the replica: one apply brings it back, the primary goes on",
                        true,
                        RebuildDrills::replica));
    }

    private static void balancer(DrillSite site) {
        site.switches().replace(site.hosts().balancer());
        site.tool().run("apply", SITE, "-y").exits(0);
    }

    private static void primary(DrillSite site) {
        String lost = site.primary();
        String heir = site.other(lost);
        written(site, heir);
        site.switches().replace(lost);
        site.tool().run("promote", heir, "--emergency", "-y").exits(0);
        comesBack(site, heir);
    }

    private static void replica(DrillSite site) {
        String primary = site.primary();
        written(site, primary);
        site.switches().replace(site.other(primary));
        comesBack(site, primary);
    }

    /** A row that must be there afterwards, on the server that stays. */
    private static void written(DrillSite site, String stays) {
        site.sql(site.primary(), "CREATE DATABASE rebuilt");
        DrillSite.await("row on " + stays, 20, () -> rebuilt(site, stays));
    }

    private static void comesBack(DrillSite site, String primary) {
        site.tool().run("apply", SITE, "-y").exits(0);
        check(site.primary().equals(primary), primary + " is no longer the primary");
        for (String host : site.hosts().databases()) {
            check(rebuilt(site, host), host + " lacks what was written before");
        }
        site.sql(primary, "DROP DATABASE rebuilt");
        site.tool().run("apply", SITE, "-y").exits(0).says("0 changed");
    }

    private static boolean rebuilt(DrillSite site, String host) {
        return site.run(host, DrillSite.client() + " -N -e \"SHOW DATABASES LIKE 'rebuilt'\"")
                .out()
                .contains("rebuilt");
    }
}
