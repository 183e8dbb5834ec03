package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The replica falls behind, or is filled anew. */
final class ReplicaDrills {
    private static final int FINDINGS = 6;

    private ReplicaDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(13, "replica-away", "a replica that was away follows by itself", ReplicaDrills::away),
                new Drill(
                        14,
                        "purged",
                        "the primary has purged what the replica lacks: it is found, and a reseed helps",
                        ReplicaDrills::purged),
                new Drill(
                        16,
                        "seeding-cut-off",
                        "a seeding whose controller is killed: the next one succeeds",
                        ReplicaDrills::seedingCutOff));
    }

    private static void away(DrillSite site) {
        String replica = site.other(site.primary());
        try (var load = site.load(10, 20)) {
            await("load", 20, () -> load.acknowledgedSoFar() > 10);
            site.text(replica, "systemctl stop " + site.service());
            int soFar = load.acknowledgedSoFar();
            await("writes without the replica", 20, () -> load.acknowledgedSoFar() > soFar + 30);
            site.text(replica, "systemctl start " + site.service());
            await(
                    "replication",
                    30,
                    () -> site.tool().run("replication", "status").exit() == 0);
            DrillSite.Measured seen = site.finish(load);
            seen.noReadFailed();
            check(seen.lostRows() == 0, seen.lostRows() + " rows are lost");
        }
    }

    private static void purged(DrillSite site) {
        String primary = site.primary();
        String replica = site.other(primary);
        site.text(replica, "systemctl stop " + site.service());
        purge(site, primary);
        site.text(replica, "systemctl start " + site.service());
        await("finding", 30, () -> site.tool().run("replication", "status").exit() == FINDINGS);
        site.tool().run("apply", "playbooks/site.yml", "-y").exits(4).says("mysql_reseed=" + replica);
        site.tool().run("reseed", replica, "-y").exits(0);
    }

    /** A log stays as long as the connection of the replica that is gone, which the primary has yet to notice. */
    private static void purge(DrillSite site, String primary) {
        site.sql(primary, "FLUSH BINARY LOGS; CREATE DATABASE purged; DROP DATABASE purged");
        List<String> lacked = logs(site, primary);
        // MariaDB purges nothing by itself or when told while fewer replicas than this are there.
        boolean guarded = site.mariadb();
        String guard = "SET GLOBAL slave_connections_needed_for_purge = ";
        try {
            if (guarded) {
                site.sql(primary, guard + "0");
            }
            await("purged logs", 30, () -> {
                site.sql(primary, "FLUSH BINARY LOGS; PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
                return logs(site, primary).stream().noneMatch(lacked::contains);
            });
        } finally {
            if (guarded) {
                site.sql(primary, guard + "1");
            }
        }
    }

    /** Their names; MariaDB shows two columns, MySQL three. */
    private static List<String> logs(DrillSite site, String host) {
        return site.sql(host, "SHOW BINARY LOGS")
                .lines()
                .map(line -> line.split("\\s+")[0])
                .toList();
    }

    private static void seedingCutOff(DrillSite site) {
        String replica = site.other(site.primary());
        Process seeding = site.tool().start("reseed", replica, "-y", "-v");
        try (BufferedReader lines = seeding.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Seed the server again")) {
                    DrillSite.pause(java.time.Duration.ofMillis(300));
                    seeding.destroyForcibly();
                    break;
                }
            }
            seeding.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrillFailure("interrupted");
        }
        await(
                "server",
                60,
                () -> site.run(replica, DrillSite.client() + " -e 'SELECT 1'").ok());
        await(
                "end of the cut off seeding",
                30,
                () -> site.tool().run("reseed", replica, "-y").exit() == 0);
    }
}
