package com.foobar.deploy.site.drill;

import com.foobar.deploy.site.drill.DrillRun.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** What the site has to reach, and what the drills have measured of it; the worst of all rounds counts. */
public final class Bars {
    static final int BLOCKED_MILLIS = 1000;
    static final int FIRST_WRITE_MILLIS = 5000;
    static final int WITHOUT_LOGIN_MILLIS = 45_000;
    private static final String PROMOTION = "promotion";
    private static final String RELEASE = "release";
    private static final String EMERGENCY = "primary-off";
    private static final String RENEWAL = "renewal";
    private static final String CUT = "rule-cuts-ssh";
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
    public record Bar(String what, String bar, String measured, Verdict verdict) {
        public boolean passed() {
            return verdict == Verdict.PASS;
        }
    }

    /** Whether a bar was reached; it is open where drills that belong to it were skipped and the others reached it. */
    public enum Verdict {
        PASS,
        FAIL,
        OPEN
    }

    public List<Bar> rows() {
        return List.of(lost(), blocked(), emergency(), reads(), deaths(), release(), withoutLogin(), renewal());
    }

    private Bar lost() {
        Figures promotions = figures(Set.of(PROMOTION), result -> result.load().measured());
        int lost = promotions.sum(result -> result.load().lostRows());
        return promotions.bar(
                "planned promotion under 50 writes/s: acknowledged rows lost", "0", Integer.toString(lost), lost == 0);
    }

    private Bar blocked() {
        Figures promotions = figures(Set.of(PROMOTION), result -> result.load().measured());
        long worst = promotions.worst(result -> result.load().blockedMillis());
        return promotions.bar("writes blocked", "under 1 s", seconds(worst), worst < BLOCKED_MILLIS);
    }

    private Bar emergency() {
        Figures emergencies = figures(
                Set.of(EMERGENCY), result -> result.load().firstWriteMillis().isPresent());
        long worst =
                emergencies.worst(result -> result.load().firstWriteMillis().orElseThrow());
        return emergencies.bar(
                "emergency promotion, from the command to the first accepted write",
                "under 5 s",
                seconds(worst),
                worst < FIRST_WRITE_MILLIS);
    }

    private Bar reads() {
        Figures loads = figures(NO_GET_FAILS, result -> result.load().measured());
        int failed = loads.sum(result -> result.load().failedReads());
        return loads.bar(
                "GETs failed during promotion, release, rollback, reload, loss of one web host",
                "0",
                failed + " of " + loads.sum(result -> result.load().reads()),
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
        Figures releases = figures(Set.of(RELEASE), result -> result.load().measured());
        int failed = releases.sum(result -> result.load().failedReads());
        return releases.bar(
                "release of a new version on two hosts at 100 requests/s: failed requests",
                "0",
                failed + " of " + releases.sum(result -> result.load().reads()),
                failed == 0);
    }

    private Bar withoutLogin() {
        Figures cuts = figures(
                Set.of(CUT), result -> result.load().withoutLoginMillis().isPresent());
        long worst = cuts.worst(result -> result.load().withoutLoginMillis().orElseThrow());
        return cuts.bar(
                "time without SSH after a firewall rule that cuts it",
                "under 45 s",
                seconds(worst),
                worst < WITHOUT_LOGIN_MILLIS);
    }

    private Bar renewal() {
        Figures renewals = figures(Set.of(RENEWAL), result -> result.load().measured());
        int failed = renewals.sum(result -> result.load().failedReads());
        return renewals.bar(
                "renewal of the certificate at 100 handshakes/s: failed requests",
                "0",
                failed + " of " + renewals.sum(result -> result.load().reads()),
                failed == 0);
    }

    private Figures figures(Set<String> drills, Predicate<Result> counts) {
        List<Result> wanted = results.stream()
                .filter(result -> drills.contains(result.drill().name()))
                .toList();
        List<Result> tried = wanted.stream().filter(result -> !result.skipped()).toList();
        List<Result> counted = tried.stream().filter(counts).toList();
        Set<String> missing = new HashSet<>(drills);
        counted.forEach(result -> missing.remove(result.drill().name()));
        boolean skipped = wanted.size() > tried.size();
        wanted.stream()
                .filter(Result::skipped)
                .forEach(result -> missing.remove(result.drill().name()));
        return new Figures(counted, tried.size() > counted.size() || !missing.isEmpty(), skipped);
    }

    /**
     * The drills that a row is about.
     *
     * @param missing whether a run did not get as far as the figure, or a kind of drill was not run
     * @param skipped whether a kind of drill could not be run here
     */
    private record Figures(List<Result> results, boolean missing, boolean skipped) {
        int sum(ToIntFunction<Result> number) {
            return results.stream().mapToInt(number).sum();
        }

        long worst(ToLongFunction<Result> number) {
            return results.stream().mapToLong(number).max().orElse(0);
        }

        Bar bar(String what, String bar, String measured, boolean reached) {
            if (results.isEmpty()) {
                return new Bar(what, bar, "not measured", skipped && !missing ? Verdict.OPEN : Verdict.FAIL);
            }
            String seen = missing || skipped ? measured + ", not in all drills" : measured;
            return new Bar(what, bar, seen, verdict(!missing && reached));
        }

        private Verdict verdict(boolean reached) {
            if (!reached) {
                return Verdict.FAIL;
            }
            return skipped ? Verdict.OPEN : Verdict.PASS;
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
}
