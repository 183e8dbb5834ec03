package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;
import static com.foobar.deploy.site.drill.DrillSite.pause;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Promotions that die on the way, and are run again. A controller that is killed strikes between two tasks; what it leaves
 * when it dies between two statements of one task is made by hand, so that it does not take the luck of a millisecond.
 */
final class CutOffDrills {
    private static final int LOCKED = 7;
    private static final String OPEN = "SET GLOBAL read_only = OFF";

    /** One promotion follows the other, and nobody writes heartbeats while all are closed. */
    private static final String LAG = "-epromote_lag=60";

    private static final String CATCH_UP = "-epromote_catch_up_timeout=30";

    /** The host of the dead server is there, and is to be reached however busy it is. */
    private static final String TIMEOUT = "--timeout=30";

    /** Where the controller is killed: so many milliseconds after a task of this name was done. */
    private record Killed(String after, int millis) {}

    private static final List<Killed> PLANNED = List.of(
            new Killed("Check for errant transactions", 0),
            new Killed("Check the logins that open and close servers", 25),
            new Killed("Set the old primary read-only", 0),
            new Killed("Set the old primary read-only", 40),
            new Killed("Wait for all transactions and open the new primary", 0),
            new Killed("Remove the old source from the new primary", 0),
            new Killed("Decide what to do", 0),
            new Killed("Connect to the primary", 0));

    private static final List<Killed> EMERGENCY =
            List.of(new Killed("Fence the old primary over SSH", 0), new Killed("Open the new primary", 0));

    private CutOffDrills() {}

    /** The names of the role's tasks that a kill waits for. */
    static Set<String> awaitedTasks() {
        return Stream.of(PLANNED, EMERGENCY)
                .flatMap(List::stream)
                .map(Killed::after)
                .collect(Collectors.toSet());
    }

    static List<Drill> all() {
        return List.of(
                new Drill(
                        7,
                        "controller-killed",
                        "a promotion dies between any two statements and is run again: it ends well, no acknowledged"
                                + " row lost, never two writers",
                        CutOffDrills::planned),
                new Drill(
                        27,
                        "emergency-killed",
                        "an emergency promotion dies between any two statements and is run again: it ends well",
                        CutOffDrills::emergency));
    }

    // --- planned

    private static void planned(DrillSite site) {
        try (var watch = new WriterWatch(site);
                var load = site.load(10, 20)) {
            for (Killed death : PLANNED) {
                String target = site.other(site.primary());
                kill(site.tool().start("promote", target, "--force", "-y", "-v", LAG), death);
                endsWell(site, target, "killed after `" + death.after() + "`");
            }
            for (List<String> statements : leftByPlanned(new Words(site.mariadb()))) {
                String target = site.other(site.primary());
                caughtUp(site, site.primary(), target);
                statements.forEach(sql -> site.sql(target, sql));
                endsWell(site, target, "left as by " + statements);
            }
            behindAndStopped(site);
            DrillSite.Measured seen = site.finish(load);
            watch.check();
            check(seen.lostRows() == 0, seen.lostRows() + " acknowledged rows are lost");
            seen.noReadFailed();
        }
    }

    /** What has been done on the new primary when the promotion died; the old one is closed. */
    private static List<List<String>> leftByPlanned(Words words) {
        return List.of(
                List.of(),
                List.of(words.stop()),
                List.of(words.stop() + words.applierOnly()),
                List.of(words.stop() + words.applierOnly(), OPEN),
                List.of(words.stop(), OPEN),
                List.of(words.stop(), OPEN, words.forget()),
                List.of(words.stop(), words.forget()));
    }

    /** The replica has been stopped, and lacks what was written since: the second run has to wait for that. */
    private static void behindAndStopped(DrillSite site) {
        String primary = site.primary();
        String target = site.other(primary);
        var words = new Words(site.mariadb());
        site.sql(target, words.stop());
        String before = site.sql(primary, words.position());
        await("writes", 20, () -> !site.sql(primary, words.position()).equals(before));
        site.sql(primary, words.close());
        endsWell(site, target, "stopped while it was behind");
    }

    private static void endsWell(DrillSite site, String target, String how) {
        Tool.Outcome outcome = runAgain(site, "promote", target, "--force", "-y", LAG, CATCH_UP);
        check(outcome.exit() == 0, how + ", and run again: " + outcome.tail());
        check(site.primary().equals(target), how + ", and run again: " + target + " is not the primary");
        site.survived();
    }

    // --- emergencies

    private static void emergency(DrillSite site) {
        try (var watch = new WriterWatch(site)) {
            for (Killed death : EMERGENCY) {
                String old = stopped(site);
                String target = site.other(old);
                kill(site.tool().start("promote", target, "--emergency", "-y", "-v", TIMEOUT), death);
                takesOver(site, old, "killed after `" + death.after() + "`");
            }
            for (List<String> statements : leftByEmergency(new Words(site.mariadb()))) {
                String old = stopped(site);
                statements.forEach(sql -> site.sql(site.other(old), sql));
                takesOver(site, old, "left as by " + statements);
            }
            watch.check();
        }
    }

    private static List<List<String>> leftByEmergency(Words words) {
        return List.of(
                List.of(words.stop() + words.applierOnly()),
                List.of(words.stop()),
                List.of(words.stop() + words.applierOnly(), OPEN),
                List.of(words.stop(), OPEN, words.forget()));
    }

    /** Stops the primary once the replica has all of it. */
    private static String stopped(DrillSite site) {
        String old = site.primary();
        caughtUp(site, old, site.other(old));
        site.text(old, "systemctl stop " + site.service());
        return old;
    }

    private static void takesOver(DrillSite site, String old, String how) {
        String target = site.other(old);
        Tool.Outcome outcome = runAgain(site, "promote", target, "--emergency", "-y", TIMEOUT);
        check(outcome.exit() == 0, how + ", and run again: " + outcome.tail());
        check(site.open(target), how + ", and run again: " + target + " is not open");
        Tool.Outcome back = runAgain(site, "rejoin", old, "-y");
        check(back.exit() == 0, how + ": the old primary does not rejoin: " + back.tail());
        site.survived();
    }

    // --- both

    /** Closes the primary, and waits until the replica has what it has. */
    private static void caughtUp(DrillSite site, String primary, String replica) {
        var words = new Words(site.mariadb());
        site.sql(primary, words.close());
        String waited = site.sql(replica, words.await(site.sql(primary, words.position())));
        check(waited.equals("0"), replica + " does not catch up with " + primary);
    }

    /** The locks of the dead controller go away with its connections, a moment later. */
    private static Tool.Outcome runAgain(DrillSite site, String... command) {
        Tool.Outcome outcome = site.tool().run(command);
        for (int tries = 0; tries < 40 && outcome.exit() == LOCKED; tries++) {
            pause(Duration.ofMillis(200));
            outcome = site.tool().run(command);
        }
        return outcome;
    }

    private static void kill(Process process, Killed death) {
        boolean killed = false;
        var seen = new ArrayList<String>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.add(line);
                if (line.contains(death.after())) {
                    pause(Duration.ofMillis(death.millis()));
                    process.destroyForcibly();
                    killed = true;
                    break;
                }
            }
            process.waitFor();
            check(killed, "the run ended before the task `" + death.after() + "`: " + String.join("\n", seen));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrillFailure("interrupted");
        }
    }

    /** How each of the two servers says it. */
    private record Words(boolean mariadb) {
        String stop() {
            return mariadb ? "STOP SLAVE" : "STOP REPLICA";
        }

        String applierOnly() {
            return " SQL_THREAD";
        }

        String forget() {
            return mariadb ? "RESET SLAVE ALL" : "RESET REPLICA ALL";
        }

        String close() {
            return mariadb ? "SET GLOBAL read_only = ON" : "SET GLOBAL super_read_only = ON";
        }

        String position() {
            return mariadb ? "SELECT @@global.gtid_binlog_pos" : "SELECT REPLACE(@@global.gtid_executed, CHAR(10), '')";
        }

        String await(String position) {
            return (mariadb ? "SELECT MASTER_GTID_WAIT('%s', 20)" : "SELECT WAIT_FOR_EXECUTED_GTID_SET('%s', 20)")
                    .formatted(position);
        }
    }
}
