package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.ConnectionFlags;
import com.foobar.deploy.cli.option.LabOptionsMixin;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.site.drill.Bars;
import com.foobar.deploy.site.drill.Drill;
import com.foobar.deploy.site.drill.DrillRun;
import com.foobar.deploy.site.drill.DrillSite;
import com.foobar.deploy.site.drill.Drills;
import com.foobar.deploy.site.drill.Ending;
import com.foobar.deploy.site.drill.SiteAddress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drill}: breaks a lab on purpose, or with {@code --i-know} the hosts of an inventory. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy drill",
            "  foobar-deploy drill promotion",
            "  foobar-deploy drill --all --repeat 5",
            "  foobar-deploy drill app-killed promotion -i inventories/staging --i-know"
        })
final class DrillCommand implements Callable<Integer> {
    private static final String BAR = "%-78s %-29s %-24s %s%n";
    private static final String ROW = "%-4s %-22s %-7s %8s %13s %14s %10s %10s%n";

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names or numbers of drills.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "All drills, one after the other.")
    private boolean all;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Runs them so many times in a row (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables of the site, as it was applied with them.")
    private List<String> extraVars = new ArrayList<>();

    @Mixin
    private DrillTarget target = new DrillTarget();

    @Mixin
    private LabOptionsMixin mixin = new LabOptionsMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Drill> chosen =
                all ? Drills.all() : names.stream().map(Drills::named).toList();
        if (chosen.isEmpty()) {
            Drills.all()
                    .forEach(drill -> out.printf(
                            Locale.ROOT, "%4d %-22s %s%n", drill.number(), drill.name(), drill.expectation()));
            return ExitCode.FINE.number();
        }
        return target.isInventory() ? onInventory(chosen, out) : onLab(chosen, out);
    }

    private int onLab(List<Drill> chosen, PrintWriter out) {
        LabOptions lab = mixin.options();
        if (!lab.inventory().toFile().exists()) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "there is no lab `" + lab.name() + "`, and nothing else is broken on purpose")
                    .advise("`foobar-deploy demo` makes one, with the site on it")
                    .advise("the hosts of an inventory are broken only by `-i INVENTORY --i-know`")
                    .toException();
        }
        var tool = SiteTool.ofLab(lab, extraVars);
        SiteAddress address = SiteEdge.read(tool.words()).ofLab(lab);
        return run(chosen, DrillSite.ofLab(SiteTool.home(), lab, address, ContainerEngine.find(), tool), out);
    }

    private int onInventory(List<Drill> chosen, PrintWriter out) {
        InventorySite site = InventorySite.read(target.words(extraVars));
        target.checkKnown(site.hosts().all());
        if (!all) {
            chosen.forEach(DrillCommand::checkLeavesHostsOn);
        }
        try (var machines = site.machines()) {
            DrillSite drilled = site.drillSite(machines, target.url());
            machines.check();
            return run(chosen, drilled, out);
        }
    }

    private static void checkLeavesHostsOn(Drill drill) {
        if (drill.switchesHosts()) {
            throw Diagnostic.of(ErrorCode.USAGE, "`" + drill.name() + "` " + DrillRun.NEEDS_A_LAB)
                    .advise("leave out `-i`, and it is run on the lab; `--all` with `-i` skips it")
                    .toException();
        }
    }

    private int run(List<Drill> chosen, DrillSite site, PrintWriter out) {
        int rounds = ConnectionFlags.positive("--repeat", Integer.toString(repeat));
        var run = new DrillRun(site);
        out.printf(
                Locale.ROOT,
                ROW,
                "",
                "DRILL",
                "OUTCOME",
                "SECONDS",
                "READS FAILED",
                "WRITES FAILED",
                "ROWS LOST",
                "BLOCKED");
        var results = new ArrayList<DrillRun.Result>();
        for (int round = 1; round <= rounds; round++) {
            if (repeat > 1) {
                out.println("round " + round + " of " + repeat);
            }
            chosen.forEach(drill -> results.add(shown(run.run(drill), out)));
        }
        out.println(summary(results));
        boolean failed = results.stream().anyMatch(DrillRun.Result::failed);
        boolean reached = !all || reached(new Bars(results).rows(), out);
        return !failed && reached ? ExitCode.FINE.number() : ExitCode.FINDINGS.number();
    }

    private static boolean reached(List<Bars.Bar> rows, PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, BAR, "MUST REACH", "BAR", "MEASURED", "");
        rows.forEach(
                row -> out.printf(Locale.ROOT, BAR, row.what(), row.bar(), row.measured(), verdict(row.verdict())));
        return rows.stream().noneMatch(row -> row.verdict() == Bars.Verdict.FAIL);
    }

    private static String verdict(Bars.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case FAIL -> "FAIL";
            case OPEN -> "open";
        };
    }

    private static String summary(List<DrillRun.Result> results) {
        long failed = results.stream().filter(DrillRun.Result::failed).count();
        long skipped = results.stream().filter(DrillRun.Result::skipped).count();
        return (results.size() - skipped) + " drills, " + (failed == 0 ? "all passed" : failed + " failed")
                + (skipped == 0 ? "" : "; " + skipped + " skipped");
    }

    private static String outcome(Ending ending) {
        return switch (ending) {
            case Ending.Passed _ -> "ok";
            case Ending.Failed _ -> "FAILED";
            case Ending.Skipped _ -> "skipped";
        };
    }

    private static Optional<String> why(Ending ending) {
        return switch (ending) {
            case Ending.Passed _ -> Optional.empty();
            case Ending.Failed(String why) -> Optional.of(why);
            case Ending.Skipped(String why) -> Optional.of(why);
        };
    }

    private static DrillRun.Result shown(DrillRun.Result result, PrintWriter out) {
        boolean measured = result.load().measured();
        out.printf(
                Locale.ROOT,
                ROW,
                result.drill().number(),
                result.drill().name(),
                outcome(result.ending()),
                String.format(Locale.ROOT, "%.1f", result.seconds()),
                measured ? result.load().failedReads() + " of " + result.load().reads() : "-",
                measured ? result.load().failedWrites() : "-",
                measured ? result.load().lostRows() : "-",
                result.load().blockedMillis() > 0 ? result.load().blockedMillis() + " ms" : "-");
        if (result.passed() && result.load().firstWriteMillis().isPresent()) {
            out.println("       the first write was accepted "
                    + result.load().firstWriteMillis().getAsLong() + " ms after the command");
        }
        result.load()
                .withoutLoginMillis()
                .ifPresent(millis -> out.println("       no new SSH login for " + millis + " ms at the longest"));
        if (result.survived() > 0) {
            out.println(
                    "       " + result.survived() + " runs died on the way and ended well when they were run again");
        }
        why(result.ending()).ifPresent(why -> out.println("       " + why.replace("\n", "\n       ")));
        out.flush();
        return result;
    }
}
