package com.foobar.deploy.site.drill;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.LabOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The site that is drilled, and what a drill asks of it. */
public final class DrillSite {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int SECONDS_TO_RECOVER = 120;

    private final Path home;
    private final SiteHosts hosts;
    private final SiteAddress address;
    private final Machines machines;
    private final Tool tool;
    private final AtomicInteger loads = new AtomicInteger();
    private final String run = Long.toString(Instant.now().getEpochSecond());
    private final List<Measured> measured = new ArrayList<>();
    private OptionalLong firstWriteMillis = OptionalLong.empty();
    private OptionalLong withoutLoginMillis = OptionalLong.empty();
    private int survived;
    private Times times = Times.JUDGED;

    /**
     * @param home the project's directory, with the application's files
     * @param address where the load balancer answers
     */
    public DrillSite(Path home, SiteHosts hosts, SiteAddress address, Machines machines, Tool tool) {
        this.home = home;
        this.hosts = hosts;
        this.address = address;
        this.machines = machines;
        this.tool = tool;
    }

    /** The three-server site in a lab. */
    public static DrillSite ofLab(Path home, LabOptions lab, SiteAddress address, ContainerEngine engine, Tool tool) {
        return new DrillSite(home, SiteHosts.of(lab), address, new LabMachines(lab, engine), tool);
    }

    /** For a machine that other work shares: how long something took is measured there, and held against nobody. */
    public DrillSite untimed() {
        times = Times.MEASURED;
        return this;
    }

    Path home() {
        return home;
    }

    Tool tool() {
        return tool;
    }

    SiteHosts hosts() {
        return hosts;
    }

    Optional<Power> power() {
        return machines.power();
    }

    /** For drills that are run only where there is one: see {@link Drill#switchesHosts()}. */
    Power switches() {
        return power().orElseThrow(() -> new DrillFailure("its hosts cannot be switched off"));
    }

    /** A shell text on a host as root, whatever its exit status. */
    Machines.Outcome run(String host, String script) {
        return machines.run(host, script);
    }

    /** A shell text on a host as root, which must succeed. */
    String text(String host, String script) {
        Machines.Outcome outcome = run(host, script);
        check(outcome.ok(), host + ": `" + script + "` failed: " + outcome.reason());
        return outcome.out().strip();
    }

    /** A shell text that goes on in the background; its lines are told as they come. */
    Machines.Background start(String host, String script, Consumer<String> lines) {
        return machines.start(host, script, lines);
    }

    /** Where the load balancer answers. */
    SiteAddress address() {
        return address;
    }

    String address(String database) {
        return Objects.requireNonNull(hosts.addresses().get(database));
    }

    /** SQL as the account that may write on a closed MariaDB, or as root on MySQL. */
    String sql(String host, String sql) {
        return text(host, client() + " -N -e \"" + sql + "\"");
    }

    static String client() {
        return "if command -v mariadb >/dev/null; then set -- runuser -u mysql -- mariadb; else set -- mysql; fi;"
                + " \"$@\"";
    }

    boolean mariadb() {
        return run(hosts.databases().getFirst(), "command -v mariadb").ok();
    }

    String service() {
        return mariadb() ? "mariadb" : "mysql";
    }

    boolean answers(String host) {
        return run(host, client() + " -N -e 'SELECT 1'").ok();
    }

    /** Whether a server can be written to; one that does not answer cannot. */
    boolean open(String host) {
        return run(host, client() + " -N -e 'SELECT @@global.read_only'")
                .out()
                .strip()
                .equals("0");
    }

    String primary() {
        List<String> open = hosts.databases().stream().filter(this::open).toList();
        check(open.size() == 1, "expected one server that can be written to, seen " + open);
        return open.getFirst();
    }

    String other(String host) {
        return hosts.otherDatabase(host);
    }

    Load load(int writesPerSecond, int readsPerSecond) {
        String author = "drill-" + run + "-" + loads.incrementAndGet();
        return new Load(address.url(), address.client(), author, writesPerSecond, readsPerSecond);
    }

    /** What is kept of a load: how much was lost, and for how long. */
    record Measured(Load.Report report, int lostRows) {
        void noReadFailed() {
            report.noReadFailed();
        }
    }

    /** What a drill has measured. */
    record Measurements(
            List<Measured> loads, OptionalLong firstWriteMillis, OptionalLong withoutLoginMillis, int survived) {}

    /** Ends a load and looks for its acknowledged rows on the primary. */
    Measured finish(Load load) {
        load.close();
        Load.Report report = load.report();
        Set<String> lost = new HashSet<>(report.acknowledged());
        String rows = sql(primary(), "SELECT message FROM guestbook.entry WHERE author = '" + load.author() + "'");
        lost.removeAll(Arrays.asList(rows.split("\\s+")));
        var kept = new Measured(report, lost.size());
        measured.add(kept);
        return kept;
    }

    /** Ends a load that only reads. */
    Measured finish(HandshakeLoad load) {
        load.close();
        var kept = new Measured(load.report(), 0);
        measured.add(kept);
        return kept;
    }

    /** Another run that died on the way was carried on well. */
    void survived() {
        survived++;
    }

    /** @param millis from the command to the first write that was accepted */
    void accepted(long millis) {
        firstWriteMillis = OptionalLong.of(millis);
    }

    /** @param millis during which a host took no new login; the longest time counts */
    void withoutLogin(long millis) {
        withoutLoginMillis = OptionalLong.of(Math.max(millis, withoutLoginMillis.orElse(0)));
    }

    /** What was measured since the last time; forgets it. */
    Measurements takeMeasurements() {
        var all = new Measurements(List.copyOf(measured), firstWriteMillis, withoutLoginMillis, survived);
        measured.clear();
        firstWriteMillis = OptionalLong.empty();
        withoutLoginMillis = OptionalLong.empty();
        survived = 0;
        return all;
    }

    /** @param message goes before the time that it took */
    void checkTime(long millis, long bar, String message) {
        times.check(millis, bar, message);
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw new DrillFailure(message);
        }
    }

    static void await(String what, int seconds, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(seconds);
        while (!condition.getAsBoolean()) {
            check(Instant.now().isBefore(end), "after " + seconds + " s there is still no " + what);
            pause(PAUSE);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrillFailure("interrupted");
        }
    }

    /** One primary, a replica that follows it, and requests that both web hosts answer from the replica. */
    void awaitHealthy() {
        await("site that is well", SECONDS_TO_RECOVER, this::healthy);
    }

    boolean healthy() {
        if (tool.run("replication", "status").exit() != 0) {
            return false;
        }
        try (var load = load(0, 20)) {
            pause(Duration.ofMillis(700));
            load.close();
            return load.report().failedReads().isEmpty()
                    && load.served(5 * hosts.webs().size()).equals(hosts.websWithout(""));
        }
    }
}
