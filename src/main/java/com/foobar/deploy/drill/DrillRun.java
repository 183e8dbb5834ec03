package com.foobar.deploy.drill;

import com.foobar.deploy.drill.DrillSite.Measured;
import java.util.List;
import java.util.Optional;

/** Runs drills one after the other: the site must be well before each, and is again after it. */
public final class DrillRun {
    private final DrillSite site;

    public DrillRun(DrillSite site) {
        this.site = site;
    }

    /**
     * How a drill went.
     *
     * @param failure what was not as expected
     * @param measured whether anything was measured; the numbers after it are 0 otherwise
     * @param blockedMillis the longest time between two acknowledged writes
     */
    public record Result(
            Drill drill,
            Optional<String> failure,
            double seconds,
            boolean measured,
            int reads,
            int failedReads,
            int failedWrites,
            int lostRows,
            long blockedMillis) {}

    public Result run(Drill drill) {
        long start = System.nanoTime();
        Optional<String> failure = Optional.empty();
        site.takeMeasured();
        try {
            site.awaitHealthy();
            drill.body().run(site);
        } catch (DrillFailure | IllegalStateException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        try {
            site.awaitHealthy();
        } catch (DrillFailure | IllegalStateException e) {
            failure = Optional.of(failure.map(why -> why + "; ").orElse("") + "afterwards: " + e.getMessage());
        }
        return result(drill, failure, (System.nanoTime() - start) / 1e9, site.takeMeasured());
    }

    private static Result result(Drill drill, Optional<String> failure, double seconds, List<Measured> measured) {
        return new Result(
                drill,
                failure,
                seconds,
                !measured.isEmpty(),
                measured.stream().mapToInt(one -> one.report().reads()).sum(),
                measured.stream()
                        .mapToInt(one -> one.report().failedReads().size())
                        .sum(),
                measured.stream().mapToInt(one -> one.report().failedWrites()).sum(),
                measured.stream().mapToInt(Measured::lostRows).sum(),
                measured.stream()
                        .mapToLong(one -> one.report().writesBlockedMillis())
                        .max()
                        .orElse(0));
    }
}
