package com.foobar.deploy.drill;

import com.foobar.deploy.drill.DrillRun.Result;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** What the site has to reach, and what the drills have measured of it; the worst of all rounds counts. */
public final class Bars {
    private static final int BLOCKED_MILLIS = 1000;
    private static final int FIRST_WRITE_MILLIS = 5000;
    private static final String PROMOTION = "promotion";
    private static final String RELEASE = "release";
    private static final String EMERGENCY = "primary-off";
    private static final Set<String> NO_GET_FAILS = Set.of(
            PROMOTION,
            RELEASE,
            "bad-configuration",
            "reload-while-drained",
            "app-killed",
            "nginx-stopped",
            "replica-off");
    private static final Set<String> DEATHS = Set.of("controller-killed", "emergency-killed");

    private final List<Result> results;

    public Bars(List<Result> results) {
        this.results = List.copyOf(results);
    }

    /**
     * A row of the table.
     *
     * @param bar what it must be
     * @param measured what it was; "not measured" where no drill got that far
     */
    public record Bar(String what, String bar, String measured, boolean passed) {}

    public List<Bar> rows() {
        return List.of(lost(), blocked(), emergency(), reads(), deaths(), release());
    }

    private Bar lost() {
        Figures promotions = figures(Set.of(PROMOTION), Result::measured);
        int lost = promotions.sum(Result::lostRows);
        return promotions.bar(
                "planned promotion under 50 writes/s: acknowledged rows lost", "0", Integer.toString(lost), lost == 0);
    }

    private Bar blocked() {
        Figures promotions = figures(Set.of(PROMOTION), Result::measured);
        long worst = promotions.worst(Result::blockedMillis);
        return promotions.bar("writes blocked", "under 1 s", seconds(worst), worst < BLOCKED_MILLIS);
    }

    private Bar emergency() {
        Figures emergencies =
                figures(Set.of(EMERGENCY), result -> result.firstWriteMillis().isPresent());
        long worst = emergencies.worst(result -> result.firstWriteMillis().orElseThrow());
        return emergencies.bar(
                "emergency promotion, from the command to the first accepted write",
                "under 5 s",
                seconds(worst),
                worst < FIRST_WRITE_MILLIS);
    }

    private Bar reads() {
        Figures loads = figures(NO_GET_FAILS, Result::measured);
        int failed = loads.sum(Result::failedReads);
        return loads.bar(
                "GETs failed during promotion, release, rollback, reload, loss of one web host",
                "0",
                failed + " of " + loads.sum(Result::reads),
                failed == 0);
    }

    private Bar deaths() {
        Figures killed = figures(DEATHS, Result::passed);
        return killed.bar(
                "controller killed with -9 at each step of a promotion, then run again",
                "ends well, never two writers",
                killed.sum(Result::survived) + " deaths, all ended well",
                true);
    }

    private Bar release() {
        Figures releases = figures(Set.of(RELEASE), Result::measured);
        int failed = releases.sum(Result::failedReads);
        return releases.bar(
                "release of a new version on two hosts at 100 requests/s: failed requests",
                "0",
                failed + " of " + releases.sum(Result::reads),
                failed == 0);
    }

    private Figures figures(Set<String> drills, Predicate<Result> counts) {
        List<Result> tried = results.stream()
                .filter(result -> drills.contains(result.drill().name()))
                .toList();
        List<Result> counted = tried.stream().filter(counts).toList();
        long kinds =
                counted.stream().map(result -> result.drill().name()).distinct().count();
        return new Figures(counted, tried.size() - counted.size(), kinds == drills.size());
    }

    /**
     * The drills that a row is about.
     *
     * @param missing runs that did not get as far as the figure
     * @param whole whether every kind of drill has given a figure
     */
    private record Figures(List<Result> results, int missing, boolean whole) {
        int sum(ToIntFunction<Result> number) {
            return results.stream().mapToInt(number).sum();
        }

        long worst(ToLongFunction<Result> number) {
            return results.stream().mapToLong(number).max().orElse(0);
        }

        Bar bar(String what, String bar, String measured, boolean reached) {
            if (results.isEmpty()) {
                return new Bar(what, bar, "not measured", false);
            }
            boolean all = missing == 0 && whole;
            return new Bar(what, bar, all ? measured : measured + ", not in all drills", all && reached);
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
}
