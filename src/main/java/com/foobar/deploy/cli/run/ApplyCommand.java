package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.terminal.Confirmation;
import com.foobar.deploy.cli.terminal.Prompts;
import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.record.PlanEntries;
import com.foobar.deploy.record.RecordedRun;
import com.foobar.deploy.record.RunRecorder;
import com.foobar.deploy.record.RunsFolder;
import com.foobar.deploy.record.SavedPlan;
import com.foobar.deploy.value.VaultReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apply}: brings hosts to the described state. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab -y",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab --check --diff",
            "  foobar-deploy apply site.plan          # what `plan --out site.plan` has saved",
            "  foobar-deploy apply --resume           # carries on the last run that failed",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab -l @failed",
            "  foobar-deploy apply playbooks/site.yml -i inventories/production -l web -t nginx -e nginx_port=8080"
        })
public final class ApplyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAYBOOK|PLAN",
            description = "The playbook, or a plan that `plan --out` has saved.")
    private @Nullable Path playbook;

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private ListingFlags listing = new ListingFlags();

    @Option(names = "--step", description = "Asks before each task; one that is declined is left out on all hosts.")
    private boolean step;

    @Option(
            names = {"-C", "--check"},
            description = "Changes nothing: the same as plan.")
    private boolean check;

    @Option(
            names = {"-y", "--yes"},
            description = "Applies without showing the plan and asking first; needed where there is no terminal.")
    private boolean yes;

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "RUN",
            description = "Carries on a run that failed or was cut off, the last one if none is named: changes that it"
                    + " has made are not made again, handlers that were due are run.")
    private @Nullable String resume;

    @Option(names = "--detailed-exitcode", description = "Exits with 3 if something was changed.")
    private boolean detailedExitCode;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<RecordedRun> earlier = earlier();
        Optional<SavedPlan> plan =
                Optional.ofNullable(playbook).filter(SavedPlan::is).map(SavedPlan::read);
        plan.ifPresent(saved -> saved.checkSeal(RunFlags.home()));
        plan.map(SavedPlan::run).or(() -> earlier.map(RecordedRun::description)).ifPresent(flags::adopt);
        if (yes && !check && !listing.wanted()) {
            flags.inventory().requireNamed("apply --yes");
        }
        VaultReader vault = flags.inventory().vault();
        RunOptions options = flags.options(playbook(earlier, plan), check, false, vault);
        checkVariables(earlier, options);
        try (var assembly = new Assembly(options, vault, flags.rolesPath())) {
            AnsibleLeftovers.mention(options.playbook(), spec.commandLine().getErr());
            flags.inventory().mentionDefault(spec.commandLine().getErr());
            if (listing.wanted()) {
                Deployment unrun = assembly.deployment(whole -> whole, _ -> {});
                return listing.print(
                        assembly, unrun, options, spec.commandLine().getOut());
            }
            return run(assembly, options, earlier, plan).number();
        }
    }

    private ExitCode run(
            Assembly assembly, RunOptions options, Optional<RecordedRun> earlier, Optional<SavedPlan> plan) {
        try (var record = Recording.of(
                options, check ? "plan" : "apply", spec.commandLine().getErr())) {
            Assembly.Loaded loaded = assembly.load();
            Deployment run =
                    assembly.deployment(loaded.playbook(), loaded.inventory(), SeveralSinks.of(view(), record));
            Function<Event.Sink, Deployment> planning = sink -> assembly.plan(loaded, sink);
            earlier.ifPresent(one -> run.resuming(one.completed()));
            if (step) {
                run.stepping(steps());
            }
            if (plan.isPresent()) {
                checkPlan(plan.get(), planning, options, record);
            } else if (!check && !yes) {
                Optional<ExitCode> ended = askedFor(planning, options, earlier, record);
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
            RunResult result = run.run();
            sayHowToGoOn(result);
            flags.showTimings(assembly.timings(), spec.commandLine().getErr());
            boolean changed = detailedExitCode && result.changes() > 0 && result.exit() == ExitCode.FINE;
            return changed ? ExitCode.CHANGES_PENDING : result.exit();
        }
    }

    private void sayHowToGoOn(RunResult result) {
        ExitCode exit = result.exit();
        if (check || exit != ExitCode.HOSTS_FAILED && exit != ExitCode.HOSTS_UNREACHABLE) {
            return;
        }
        PrintWriter out =
                flags.json() ? spec.commandLine().getErr() : spec.commandLine().getOut();
        out.println("`foobar-deploy apply --resume` goes on from here");
        out.flush();
    }

    private Path playbook(Optional<RecordedRun> earlier, Optional<SavedPlan> plan) {
        return plan.map(saved -> Path.of(saved.run().playbook()))
                .or(() -> Optional.ofNullable(playbook))
                .or(() -> earlier.map(run -> Path.of(run.description().playbook())))
                .orElseThrow(() -> Diagnostic.of(ErrorCode.USAGE, "expected a playbook, a saved plan or --resume")
                        .toException());
    }

    // --- carrying on

    /** The run to carry on; an id that is no run but a file is the playbook. */
    private Optional<RecordedRun> earlier() {
        if (resume == null) {
            return Optional.empty();
        }
        var runs = new RunsFolder(RunFlags.home());
        if (playbook == null && Files.isRegularFile(Path.of(resume))) {
            playbook = Path.of(resume);
            resume = "";
        }
        RecordedRun run = resume.isEmpty()
                ? runs.lastApply(Optional.ofNullable(playbook)).orElseThrow(() -> nothingToResume("no run is recorded"))
                : runs.run(resume);
        if (run.outcome().end() == RecordedRun.End.FINE) {
            throw nothingToResume("run " + run.id() + " did not fail");
        }
        return Optional.of(run);
    }

    private static RuntimeException nothingToResume(String why) {
        return Diagnostic.of(ErrorCode.USAGE, "there is nothing to resume: " + why)
                .advise("`foobar-deploy runs` lists the recorded runs")
                .toException();
    }

    /** The values are not in the record, since they may be secret. */
    private static void checkVariables(Optional<RecordedRun> earlier, RunOptions options) {
        List<String> missing = earlier.map(run -> run.description().extraVars()).orElse(List.of()).stream()
                .filter(name -> !options.extraVars().containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "the run was given `" + String.join("`, `", missing) + "` with -e; give it again")
                    .advise("values of extra variables are not recorded")
                    .toException();
        }
    }

    // --- what comes first

    /** Exactly what was planned, or nothing. */
    private void checkPlan(
            SavedPlan plan, Function<Event.Sink, Deployment> planning, RunOptions options, RunRecorder record) {
        plan.checkFiles(options);
        var now = new PlanEntries(options);
        RunResult result = planning.apply(SeveralSinks.of(now, record.plan())).run();
        plan.checkHosts(now);
        if (result.exit() != ExitCode.FINE) {
            throw Diagnostic.of(ErrorCode.PLAN_OUTDATED, "the plan can no longer be made, and nothing was changed")
                    .advise("`foobar-deploy plan` shows why")
                    .toException();
        }
    }

    /** Shows the plan and asks; an exit code where the run ends with that. */
    private Optional<ExitCode> askedFor(
            Function<Event.Sink, Deployment> planning,
            RunOptions options,
            Optional<RecordedRun> earlier,
            RunRecorder record) {
        Event.Sink view = RunReporter.beforehand(spec.commandLine(), flags);
        Deployment plan = planning.apply(SeveralSinks.of(view, record.plan()));
        var confirmation =
                Confirmation.of(options.inventorySources(), spec.commandLine().getOut());
        earlier.ifPresent(run -> plan.resuming(run.completed()));
        RunResult planned = plan.run();
        if (planned.exit() != ExitCode.FINE) {
            confirmation.say("nothing was changed, since the plan failed (-y applies without one)");
            return Optional.of(planned.exit());
        }
        if (planned.changes() == 0) {
            confirmation.say("there is nothing to apply");
            return Optional.of(ExitCode.FINE);
        }
        return confirmation.given() ? Optional.empty() : Optional.of(ExitCode.DECLINED);
    }

    private static StepPrompt steps() {
        if (!Terminals.interactive()) {
            throw Diagnostic.of(ErrorCode.NEEDS_CONFIRMATION, "--step asks, and there is no terminal to ask on")
                    .toException();
        }
        return new StepPrompt(Prompts::line);
    }

    private Event.Sink view() {
        return RunReporter.view(spec.commandLine(), flags);
    }
}
