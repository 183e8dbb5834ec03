package com.foobar.deploy.drill;

import static com.foobar.deploy.drill.DrillSite.await;
import static com.foobar.deploy.drill.DrillSite.check;

import com.foobar.deploy.drill.DrillSite.Measured;
import java.util.List;

/** A web host loses a part, or all. */
final class WebDrills {
    private static final int READS = 30;
    private static final int OUT_WITHIN_MILLIS = 6000;

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
                        WebDrills::replicaOff),
                new Drill(
                        12,
                        "primary-silent",
                        "the primary's host drops everything: nothing hangs for longer than 6 s",
                        WebDrills::primarySilent));
    }

    private static void unitStops(DrillSite site, String unit) {
        try (var load = site.load(0, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            long stopped = System.nanoTime();
            site.text("web-01", "systemctl stop " + unit);
            await("answers of web-02 alone", 20, () -> load.served(READS).equals(List.of("web-02")));
            long took = (System.nanoTime() - stopped) / 1_000_000 - 1000;
            site.text("web-01", "systemctl start " + unit);
            await("answers of both", 30, () -> load.served(READS).size() == 2);
            Measured seen = site.finish(load);
            seen.noReadFailed();
            check(took < OUT_WITHIN_MILLIS, "web-01 was out only after " + took + " ms");
        } finally {
            site.run("web-01", "systemctl start " + unit);
        }
    }

    private static void replicaOff(DrillSite site) {
        String replica = site.other(site.primary());
        String web = site.other(replica);
        try (var load = site.load(0, READS)) {
            await("load", 20, () -> load.readsSoFar() > READS);
            site.engine("kill", replica);
            await("answers of " + web + " alone", 20, () -> load.served(READS).equals(List.of(web)));
            site.engine("start", replica);
            await("answers of both", 60, () -> load.served(READS).size() == 2);
            Measured seen = site.finish(load);
            seen.noReadFailed();
        }
    }

    /** Requests that are on their way to the host as it falls silent may be lost; later ones may not. */
    private static void primarySilent(DrillSite site) {
        String primary = site.primary();
        String left = site.other(primary);
        site.engine("pause", primary);
        try {
            DrillSite.pause(java.time.Duration.ofSeconds(6));
            try (var load = site.load(0, READS)) {
                await("load", 20, () -> load.readsSoFar() > 3 * READS);
                load.close();
                Load.Report report = load.report();
                report.noReadFailed();
                check(report.longestReadMillis() < 6000, "a GET took " + report.longestReadMillis() + " ms");
                check(load.served(READS).equals(List.of(left)), "requests went to " + load.served(READS));
            }
        } finally {
            site.engine("unpause", primary);
        }
        check(site.primary().equals(primary), "the primary changed by itself");
    }
}
