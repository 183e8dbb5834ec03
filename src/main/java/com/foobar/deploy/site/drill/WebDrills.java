package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import com.foobar.deploy.site.drill.DrillSite.Measured;
import java.util.List;

/** A web host loses a part, or all. */
final class WebDrills {
    private static final int READS = 30;
    private static final int OUT_WITHIN_MILLIS = 6000;
    private static final int LONGEST_READ_MILLIS = 6000;

    private WebDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        1,
                        "app-killed",
                        "the host is out within 6 s, no failed GET",
                        site -> unitStops(site, "guestbook")),
                new Drill(
                        2,
                        "nginx-stopped",
                        "the host is out within 6 s, no failed GET",
                        site -> unitStops(site, "nginx")),
                new Drill(
                        3,
                        "replica-off",
                        "the site stays up, what is read comes from the primary, no failed GET",
                        true,
                        WebDrills::replicaOff),
                new Drill(
                        12,
                        "primary-silent",
                        "the primary's host drops everything: nothing hangs for longer than 6 s",
                        true,
                        WebDrills::primarySilent));
    }

    private static void unitStops(DrillSite site, String unit) {
        String web = site.hosts().web();
        List<String> left = site.hosts().websWithout(web);
        try (var load = site.load(0, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            long stopped = System.nanoTime();
            site.text(web, "systemctl stop " + unit);
            await("answers without " + web, 20, () -> load.served(READS).equals(left));
            long took = (System.nanoTime() - stopped) / 1_000_000 - 1000;
            site.text(web, "systemctl start " + unit);
            await(
                    "answers of all",
                    30,
                    () -> load.served(READS).size() == site.hosts().webs().size());
            Measured seen = site.finish(load);
            seen.noReadFailed();
            site.checkTime(took, OUT_WITHIN_MILLIS, web + " was out only after");
        } finally {
            site.run(web, "systemctl start " + unit);
        }
    }

    private static void replicaOff(DrillSite site) {
        String replica = site.other(site.primary());
        List<String> left = site.hosts().websWithout(replica);
        try (var load = site.load(0, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            site.switches().off(replica);
            await("answers without " + replica, 20, () -> load.served(READS).equals(left));
            site.switches().on(replica);
            await(
                    "answers of all",
                    60,
                    () -> load.served(READS).size() == site.hosts().webs().size());
            Measured seen = site.finish(load);
            seen.noReadFailed();
        }
    }

    /** Requests that are on their way to the host as it falls silent may be lost; later ones may not. */
    private static void primarySilent(DrillSite site) {
        String primary = site.primary();
        List<String> left = site.hosts().websWithout(primary);
        site.switches().freeze(primary);
        try {
            DrillSite.pause(java.time.Duration.ofSeconds(6));
            try (var load = site.load(0, READS)) {
                await("load", 20, () -> load.readsSoFar() > 3 * READS);
                load.close();
                Load.Report report = load.report();
                report.noReadFailed();
                site.checkTime(report.longestReadMillis(), LONGEST_READ_MILLIS, "a GET took");
                check(load.served(READS).equals(left), "requests went to " + load.served(READS));
            }
        } finally {
            site.switches().thaw(primary);
        }
        check(site.primary().equals(primary), "the primary changed by itself");
    }
}
