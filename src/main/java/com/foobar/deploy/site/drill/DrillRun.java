package com.foobar.deploy.site.drill;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.site.drill.DrillSite.Measured;
import com.foobar.deploy.site.drill.DrillSite.Measurements;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Runs drills one after the other: the site must be well before each, and is again after it. Where a drill has left it
 * otherwise it is repaired; where that does not help, the drills after it fail at once.
 */
public final class DrillRun {
    /** Why a drill is not run. */
    public static final String NEEDS_A_LAB = "needs a lab: it switches a host off";

    private final DrillSite site;
    private boolean well;
    private Optional<String> beyondRepair = Optional.empty();

    public DrillRun(DrillSite site) {
        this.site = site;
    }

    /**
     * What was measured while the site was under load.
     *
     * @param measured whether anything was; the numbers up to {@code blockedMillis} are 0 otherwise
     * @param blockedMillis the longest time between two acknowledged writes
     * @param firstWriteMillis from the command to the first accepted write, where the drill is about that
     * @param withoutLoginMillis how long a host took no new login, where the drill is about that
     */
    public record UnderLoad(
            boolean measured,
            int reads,
            int failedReads,
            int failedWrites,
            int lostRows,
            long blockedMillis,
            OptionalLong firstWriteMillis,
            OptionalLong withoutLoginMillis) {}

    /**
     * How a drill went.
     *
     * @param survived runs that died on the way, and ended well when they were run again
     */
    public record Result(Drill drill, Ending ending, double seconds, UnderLoad load, int survived) {
        public boolean passed() {
            return ending instanceof Ending.Passed;
        }

        public boolean failed() {
            return ending instanceof Ending.Failed;
        }

        public boolean skipped() {
            return ending instanceof Ending.Skipped;
        }
    }

    public Result run(Drill drill) {
        if (drill.switchesHosts() && site.power().isEmpty()) {
            return result(drill, new Ending.Skipped(NEEDS_A_LAB), 0, site.takeMeasurements());
        }
        long start = System.nanoTime();
        site.takeMeasurements();
        Optional<String> failure;
        try {
            failure = beyondRepair.or(this::notWell).or(() -> failure(drill.body()));
        } catch (DrillSkipped skipped) {
            well = true;
            return result(drill, new Ending.Skipped(String.valueOf(skipped.getMessage())), 0, site.takeMeasurements());
        }
        Measurements measured = site.takeMeasurements();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failure.isPresent() && beyondRepair.isEmpty()) {
            repair(drill);
        }
        Ending ending = failure.<Ending>map(Ending.Failed::new).orElseGet(Ending.Passed::new);
        return result(drill, ending, seconds, measured);
    }

    /** Is known from the drill before, if there was one. */
    private Optional<String> notWell() {
        return well ? Optional.empty() : failure(_ -> {}).map(why -> "before the drill: " + why);
    }

    private Optional<String> failure(Drill.Body body) {
        well = false;
        try {
            body.run(site);
            site.awaitHealthy();
            well = true;
            return Optional.empty();
        } catch (DrillFailure | DeployException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void repair(Drill drill) {
        beyondRepair = new Repair(site)
                .failure()
                .map(why ->
                        "not run: `" + drill.name() + "` left the site broken, and it could not be repaired: " + why);
        well = beyondRepair.isEmpty();
    }

    private static Result result(Drill drill, Ending ending, double seconds, Measurements measured) {
        List<Measured> loads = measured.loads();
        return new Result(
                drill,
                ending,
                seconds,
                new UnderLoad(
                        !loads.isEmpty(),
                        loads.stream().mapToInt(one -> one.report().reads()).sum(),
                        loads.stream()
                                .mapToInt(one -> one.report().failedReads().size())
                                .sum(),
                        loads.stream()
                                .mapToInt(one -> one.report().failedWrites())
                                .sum(),
                        loads.stream().mapToInt(Measured::lostRows).sum(),
                        loads.stream()
                                .mapToLong(one -> one.report().writesBlockedMillis())
                                .max()
                                .orElse(0),
                        measured.firstWriteMillis(),
                        measured.withoutLoginMillis()),
                measured.survived());
    }
}
