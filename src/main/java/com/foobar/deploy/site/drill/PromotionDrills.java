package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import com.foobar.deploy.site.drill.DrillSite.Measured;
import java.util.List;

/** The primary changes, or dies. */
final class PromotionDrills {
    private static final int WRITES = 50;
    private static final int READS = 20;

    /** The client holds the lock until its input ends; so long a sleep is nobody else's. */
    private static final String HELD_LOCK = "(echo 'FLUSH TABLES WITH READ LOCK;'; exec sleep 617.31) | { %s; }";

    private static final String END_OF_LOCK = "pkill -x -f 'sleep 617[.]31'";

    private PromotionDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        4,
                        "primary-off",
                        "reads go on, writes fail cleanly; an emergency promotion takes less than 5 s; the old primary"
                                + " comes back closed (8) and rejoins",
                        true,
                        PromotionDrills::primaryOff),
                new Drill(
                        5,
                        "promotion",
                        "no acknowledged row lost, writes blocked for less than 1 s, no failed GET",
                        PromotionDrills::promotion),
                new Drill(
                        6,
                        "catch-up",
                        "the replica does not catch up: the old primary takes writes again",
                        PromotionDrills::catchUp),
                new Drill(
                        9,
                        "errant",
                        "a promotion refuses and names the transaction; apply refuses to connect it (15); rejoin"
                                + " archives and seeds again (10), and then it is promoted",
                        PromotionDrills::errant),
                new Drill(
                        11,
                        "partition",
                        "only the databases do not see each other: an emergency promotion is refused",
                        PromotionDrills::partition));
    }

    private static void promotion(DrillSite site) {
        String target = site.other(site.primary());
        try (var load = site.load(WRITES, READS)) {
            await("load", 20, () -> load.acknowledgedSoFar() > WRITES);
            site.tool().run("promote", target, "--force", "-y").exits(0);
            int soFar = load.acknowledgedSoFar();
            await("writes on the new primary", 20, () -> load.acknowledgedSoFar() > soFar + WRITES);
            Measured seen = site.finish(load);
            nothingLost(seen);
            site.checkTime(seen.report().writesBlockedMillis(), Bars.BLOCKED_MILLIS, "writes were blocked for");
        }
        check(site.primary().equals(target), target + " is not the primary");
    }

    private static void nothingLost(Measured seen) {
        check(seen.lostRows() == 0, seen.lostRows() + " acknowledged rows are lost");
        seen.noReadFailed();
    }

    private static void primaryOff(DrillSite site) {
        String old = site.primary();
        String target = site.other(old);
        try (var load = site.load(10, READS)) {
            await("load", 20, () -> load.acknowledgedSoFar() > 10);
            site.switches().off(old);
            long took;
            try {
                took = emergency(site, load, old, target);
            } finally {
                site.switches().on(old);
            }
            await("its server", 60, () -> site.answers(old));
            check(!site.open(old), old + " came back open");
            site.finish(load).noReadFailed();
            site.accepted(took);
            site.checkTime(took, Bars.FIRST_WRITE_MILLIS, "the first write after the command was accepted after");
        }
        await(
                "old primary that rejoins",
                60,
                () -> site.tool().run("rejoin", old, "-y").exit() == 0);
    }

    /** @return milliseconds from the command to the first accepted write */
    private static long emergency(DrillSite site, Load load, String old, String target) {
        String fence = "-e{\"promote_fence_command\": \"" + site.switches().offCommand(old) + "\"}";
        long command = System.nanoTime();
        site.tool().run("promote", target, "--emergency", "-y", fence).exits(0);
        await("accepted write", 20, () -> load.firstWriteAfter(command) >= 0);
        return load.firstWriteAfter(command);
    }

    private static void catchUp(DrillSite site) {
        String primary = site.primary();
        String target = site.other(primary);
        try (var load = site.load(10, READS)) {
            await("load", 20, () -> load.acknowledgedSoFar() > 10);
            var lock = site.start(target, HELD_LOCK.formatted(DrillSite.client()), _ -> {});
            try {
                behind(site, primary, target);
                site.tool()
                        .run("promote", target, "--force", "-y", "-epromote_catch_up_timeout=2", "-epromote_lag=60")
                        .exits(4)
                        .says("takes what is written again");
            } finally {
                site.run(target, END_OF_LOCK);
                lock.close();
            }
            check(site.primary().equals(primary), primary + " is no longer the primary");
            int soFar = load.acknowledgedSoFar();
            await("writes on the old primary", 20, () -> load.acknowledgedSoFar() > soFar + 5);
            nothingLost(site.finish(load));
        }
    }

    /** Awaits that the replica no longer applies what the primary writes. */
    private static void behind(DrillSite site, String primary, String replica) {
        String count = "SELECT COUNT(*) FROM guestbook.entry";
        await("lock", 20, () -> {
            String there = site.sql(replica, count);
            String here = site.sql(primary, count);
            return Long.parseLong(here) > Long.parseLong(there) + 3
                    && site.sql(replica, count).equals(there);
        });
    }

    private static void errant(DrillSite site) {
        String primary = site.primary();
        String target = site.other(primary);
        String closing = site.mariadb() ? "read_only" : "super_read_only";
        site.sql(
                target,
                "SET GLOBAL %s = OFF; CREATE DATABASE errant; SET GLOBAL read_only = ON; SET GLOBAL %s = ON"
                        .formatted(closing, closing));
        site.tool()
                .run("promote", target, "--force", "-y")
                .exits(4)
                .says(target + " has transactions that " + primary + " lacks: ");
        site.tool().run("apply", "playbooks/site.yml", "-y").exits(4).says("has transactions that the primary");
        site.tool().run("rejoin", target, "-y").exits(0);
        String archive = site.text(target, "cat /var/lib/mysql-archive/*/TRANSACTIONS");
        check(!archive.isBlank(), "nothing was archived");
        check(!site.sql(target, "SHOW DATABASES").contains("errant"), "the errant database is still on " + target);
        check(!site.sql(primary, "SHOW DATABASES").contains("errant"), "the errant database came to " + primary);
        // A server that was seeded has the data of all before it, and may take over.
        site.tool().run("promote", target, "--force", "-y", "-epromote_lag=60").exits(0);
    }

    private static void partition(DrillSite site) {
        String primary = site.primary();
        String target = site.other(primary);
        try {
            blackhole(site, "add", target, primary);
            blackhole(site, "add", primary, target);
            site.tool().run("promote", target, "--emergency", "-y").exits(4).says("it is not dead");
            check(site.primary().equals(primary), primary + " is no longer the primary");
        } finally {
            blackhole(site, "del", target, primary);
            blackhole(site, "del", primary, target);
        }
    }

    private static void blackhole(DrillSite site, String verb, String on, String towards) {
        site.run(on, "ip route " + verb + " blackhole " + site.address(towards) + "/32");
    }
}
