package com.foobar.deploy.site.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.site.drill.Bars.Bar;
import com.foobar.deploy.site.drill.DrillRun.Result;
import com.foobar.deploy.site.drill.DrillRun.UnderLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BarsTest {
    private static Result result(String drill, Optional<String> failure, int failedReads, int lost, long blocked) {
        return new Result(
                Drills.named(drill),
                failure.<Ending>map(Ending.Failed::new).orElseGet(Ending.Passed::new),
                1.0,
                new UnderLoad(
                        true,
                        100,
                        failedReads,
                        0,
                        lost,
                        blocked,
                        drill.equals("primary-off") ? OptionalLong.of(blocked) : OptionalLong.empty(),
                        drill.equals("rule-cuts-ssh") ? OptionalLong.of(30 * blocked) : OptionalLong.empty()),
                drill.endsWith("-killed") ? 9 : 0);
    }

    private static List<Result> allPassed() {
        return new ArrayList<>(Drills.all().stream()
                .map(drill -> result(drill.name(), Optional.empty(), 0, 0, 400))
                .toList());
    }

    private static List<String> missed(List<Result> results) {
        return new Bars(results)
                .rows().stream().filter(bar -> !bar.passed()).map(Bar::what).toList();
    }

    @Test
    void allAreReachedWhereAllDrillsKeepWithin() {
        List<Bar> rows = new Bars(allPassed()).rows();

        assertThat(rows).hasSize(8).allMatch(Bar::passed);
        assertThat(rows)
                .extracting(Bar::measured)
                .containsExactly(
                        "0",
                        "0.40 s",
                        "0.40 s",
                        "0 of 700",
                        "18 deaths, all ended well",
                        "0 of 100",
                        "12.00 s",
                        "0 of 100");
    }

    @Test
    void theWorstOfAllRoundsCounts() {
        List<Result> results = allPassed();
        results.add(result("promotion", Optional.empty(), 0, 2, 1200));
        results.add(result("primary-off", Optional.empty(), 0, 0, 5100));
        results.add(result("release", Optional.empty(), 3, 0, 0));
        results.add(result("rule-cuts-ssh", Optional.empty(), 0, 0, 1500));
        results.add(result("renewal", Optional.empty(), 4, 0, 0));

        assertThat(missed(results)).hasSize(7).noneMatch(row -> row.startsWith("controller"));
        assertThat(new Bars(results).rows())
                .extracting(Bar::measured)
                .contains("2", "1.20 s", "5.10 s", "3 of 900", "3 of 200", "45.00 s", "4 of 200");
    }

    @Test
    void aDrillThatFailedBeforeItsFigureIsNotForgotten() {
        List<Result> results = allPassed();
        results.add(new Result(
                Drills.named("promotion"),
                new Ending.Failed("no load"),
                1.0,
                new UnderLoad(false, 0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty()),
                0));
        results.add(result("emergency-killed", Optional.of("did not end well"), 0, 0, 0));

        assertThat(missed(results))
                .containsExactly(
                        "planned promotion under 50 writes/s: acknowledged rows lost",
                        "writes blocked",
                        "GETs failed during promotion, release, rollback, reload, loss of one web host",
                        "controller killed with -9 at each step of a promotion, then run again");
    }

    @Test
    void whatWasNotMeasuredIsNotReached() {
        assertThat(new Bars(List.of()).rows())
                .hasSize(8)
                .allMatch(bar -> !bar.passed() && bar.measured().equals("not measured"));
    }

    @Test
    void whatWasSkippedIsNeitherReachedNorMissed() {
        List<Result> results = new ArrayList<>(Drills.all().stream()
                .map(drill ->
                        drill.switchesHosts() ? skipped(drill) : result(drill.name(), Optional.empty(), 0, 0, 400))
                .toList());

        assertThat(new Bars(results).rows())
                .extracting(bar -> bar.verdict() + ": " + bar.measured())
                .containsExactly(
                        "PASS: 0",
                        "PASS: 0.40 s",
                        "OPEN: not measured",
                        "OPEN: 0 of 600, not in all drills",
                        "PASS: 18 deaths, all ended well",
                        "PASS: 0 of 100",
                        "PASS: 12.00 s",
                        "PASS: 0 of 100");

        results.add(result("release", Optional.empty(), 3, 0, 0));
        assertThat(missed(results)).hasSize(3);
        assertThat(new Bars(results).rows().get(3).verdict()).isEqualTo(Bars.Verdict.FAIL);
    }

    private static Result skipped(Drill drill) {
        return new Result(
                drill,
                new Ending.Skipped(DrillRun.NEEDS_A_LAB),
                0,
                new UnderLoad(false, 0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty()),
                0);
    }
}
