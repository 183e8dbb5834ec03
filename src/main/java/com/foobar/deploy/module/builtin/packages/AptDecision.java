package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.change.PackageEffects;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.packages.AptCacheQuestion;
import com.foobar.deploy.state.question.packages.AptReading;
import com.foobar.deploy.state.question.packages.PackageCandidateQuestion;
import com.foobar.deploy.state.question.packages.PackageListQuestion;
import com.foobar.deploy.state.question.packages.PackageQuestion;
import com.foobar.deploy.state.question.packages.PackageState;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is to be done to packages. */
record AptDecision(AptArgs args, Answers answers, boolean checkMode) {
    private AptCommand command() {
        return new AptCommand(args);
    }

    /** True if the package lists are older than the task wants them. */
    boolean listsDue() {
        return args.wantsLists() && answers.to(new AptCacheQuestion()).age() >= args.cacheValidTime();
    }

    /** Nothing but fresh lists is asked for. */
    boolean onlyLists() {
        return args.name().isEmpty()
                && args.deb().isEmpty()
                && !args.upgrade().wanted()
                && !args.autoremove()
                && !args.autoclean()
                && !args.clean();
    }

    ModuleResult result(boolean updated) {
        long time = args.wantsLists() ? answers.to(new AptCacheQuestion()).updated() : 0;
        return ModuleResult.EMPTY.with("cache_updated", updated).with("cache_update_time", time);
    }

    String reason() {
        if (args.name().isEmpty()) {
            return onlyLists() ? "the package lists are new enough" : "there is nothing to do";
        }
        return String.join(", ", args.name()) + (args.state().removes() ? " is absent" : " is installed");
    }

    // --- install

    List<ScriptChange> install(boolean listsDue) {
        if (args.state() == AptArgs.State.BUILD_DEP) {
            return buildDependencies();
        }
        Map<String, ScriptPart> missing = new LinkedHashMap<>();
        for (DesiredPackage desired : packages()) {
            part(desired, listsDue).ifPresent(part -> missing.put(desired.argument(), part));
        }
        if (missing.isEmpty()) {
            return args.autoremove() ? autoremove() : List.of();
        }
        ScriptChange change = command().install(List.copyOf(missing.keySet()));
        if (checkMode) {
            change = AptCommand.bringing(change, effects(missing, listsDue));
        }
        for (ScriptPart part : missing.values()) {
            change = change.expecting(
                    new PackageQuestion(part.name()), PackageState.assumed(part.name(), part.version()));
        }
        return List.of(change);
    }

    /** Where apt knows all packages it is asked what else would come; lists that are to be fetched first tell nothing. */
    private PackageEffects effects(Map<String, ScriptPart> missing, boolean listsDue) {
        Set<String> wanted = missing.values().stream()
                .map(ScriptPart::name)
                .filter(name -> !answers.to(new PackageQuestion(name)).installed())
                .map(name -> name.replaceFirst(":.*", ""))
                .collect(Collectors.toSet());
        boolean known = !listsDue
                && missing.values().stream()
                        .noneMatch(part -> candidate(DesiredPackage.of(part.name()))
                                .orElse("")
                                .isEmpty());
        if (known) {
            StepResult simulated = answers.to(new CommandQuestion(command().installing(List.copyOf(missing.keySet()))));
            if (simulated.ok()) {
                var all = new HashSet<>(AptCommand.newOnes(simulated));
                all.addAll(wanted);
                return new PackageEffects(wanted, all, true);
            }
        }
        return new PackageEffects(wanted, wanted, false);
    }

    private record ScriptPart(String name, String version) {}

    private Optional<ScriptPart> part(DesiredPackage desired, boolean listsDue) {
        PackageState state = answers.to(new PackageQuestion(desired.name()));
        if (args.onlyUpgrade() && !state.installed()) {
            return Optional.empty();
        }
        if (desired.fulfilledBy(state)) {
            return args.state() == AptArgs.State.LATEST ? newer(desired, state, listsDue) : Optional.empty();
        }
        if (desired.version().isEmpty()
                && !state.providedBy().isEmpty()
                && candidate(desired).isEmpty()) {
            return Optional.empty();
        }
        // A plan does not try it, so it looks whether apt knows the package.
        if (checkMode
                && !listsDue
                && candidate(desired).isEmpty()
                && desired.version().isEmpty()) {
            throw Diagnostic.of(ErrorCode.TASK_FAILED, "No package matching '" + desired.name() + "' is available")
                    .advise("fetch the package lists with `update_cache: true`")
                    .toException();
        }
        return Optional.of(new ScriptPart(desired.name(), desired.version().orElse("")));
    }

    private Optional<ScriptPart> newer(DesiredPackage desired, PackageState state, boolean listsDue) {
        Optional<String> candidate = desired.version().isPresent() ? Optional.empty() : candidate(desired);
        if (listsDue && desired.version().isEmpty()) {
            return Optional.of(new ScriptPart(desired.name(), candidate.orElse("")));
        }
        return candidate
                .filter(version -> !version.equals(state.version().orElse("")))
                .map(version -> new ScriptPart(desired.name(), version));
    }

    private Optional<String> candidate(DesiredPackage desired) {
        return answers.to(new PackageCandidateQuestion(
                desired.name(), args.defaultRelease().orElse("")));
    }

    private List<DesiredPackage> packages() {
        var packages = new ArrayList<DesiredPackage>();
        for (String written : args.name()) {
            DesiredPackage desired = DesiredPackage.of(written);
            if (desired.pattern()) {
                packages.addAll(expanded(desired));
            } else {
                packages.add(desired);
            }
        }
        return packages;
    }

    /** Every package that apt knows and whose name fits. */
    private List<DesiredPackage> expanded(DesiredPackage desired) {
        String prefix = desired.name().replaceFirst("[*?\\[].*", "");
        StepResult names = answers.to(new CommandQuestion(ShellText.lit("apt-cache")
                .and(AptReading.OPTIONS)
                .and(" pkgnames")
                .arg(prefix)));
        List<DesiredPackage> found = names.text()
                .lines()
                .filter(desired::fitsName)
                .sorted()
                .map(name -> new DesiredPackage(name, desired.version()))
                .toList();
        if (found.isEmpty()) {
            throw Diagnostic.of(ErrorCode.TASK_FAILED, "No package(s) matching '" + desired.name() + "' available")
                    .toException();
        }
        return found;
    }

    private List<ScriptChange> buildDependencies() {
        ShellText subcommand = ShellText.lit("build-dep").args(args.name());
        return would(subcommand) ? List.of(command().install(args.name())) : List.of();
    }

    // --- remove

    List<ScriptChange> remove() {
        var present = new ArrayList<String>();
        for (String written : args.name()) {
            DesiredPackage desired = DesiredPackage.of(written);
            if (desired.pattern()) {
                answers.to(new PackageListQuestion()).stream()
                        .filter(variant -> desired.fitsName(variant.name()) && removable(variant))
                        .forEach(variant -> present.add(variant.name()));
            } else if (answers.to(new PackageQuestion(desired.name())).variants().stream()
                    .anyMatch(this::removable)) {
                present.add(desired.name());
            }
        }
        if (present.isEmpty()) {
            return args.autoremove() ? autoremove() : List.of();
        }
        ScriptChange change = command().remove(present.stream().distinct().toList());
        for (String name : present) {
            change = change.expecting(new PackageQuestion(name), PackageState.MISSING);
        }
        return List.of(change);
    }

    private boolean removable(PackageState.Variant variant) {
        return variant.installed() || args.purge() && variant.leftovers();
    }

    // --- all packages

    List<ScriptChange> upgrade(boolean listsDue) {
        boolean due = listsDue
                || would(ShellText.lit("").and(ShellText.word(args.upgrade().command())));
        return due ? List.of(command().upgrade()) : List.of();
    }

    List<ScriptChange> housekeeping() {
        var changes = new ArrayList<ScriptChange>();
        if (args.state() == AptArgs.State.FIXED && would(ShellText.lit("-f install"))) {
            changes.add(command().plain("repair the dependencies of packages", ShellText.lit("-f install")));
        }
        if (args.autoremove()) {
            changes.addAll(autoremove());
        }
        if (args.autoclean()
                && answers.to(AptModule.simulated(command(), ShellText.lit("autoclean")))
                        .text()
                        .contains("Del ")) {
            changes.add(command().plain("delete outdated package files", ShellText.lit("autoclean")));
        }
        if (args.clean()
                && answers.to(new CommandQuestion(ShellText.lit("set -- /var/cache/apt/archives/*.deb; [ -e \"$1\" ]")))
                        .ok()) {
            changes.add(command().plain("delete fetched package files", ShellText.lit("clean")));
        }
        return changes;
    }

    private List<ScriptChange> autoremove() {
        ShellText subcommand = args.purge() ? ShellText.lit("--purge autoremove") : ShellText.lit("autoremove");
        return would(subcommand)
                ? List.of(command().plain("remove packages that nothing needs", subcommand))
                : List.of();
    }

    private boolean would(ShellText subcommand) {
        StepResult simulated = answers.to(AptModule.simulated(command(), subcommand));
        if (!simulated.ok()) {
            throw Diagnostic.of(
                            ErrorCode.TASK_FAILED,
                            "apt-get cannot say what it would do: "
                                    + simulated.errorText().strip())
                    .toException();
        }
        return AptCommand.changesSomething(simulated);
    }

    // --- a file

    List<ScriptChange> debFile(String deb) {
        if (deb.contains("://")) {
            return List.of(command()
                    .installFile("install " + deb, AptDownload.script(deb), ShellText.lit("\"$d/package.deb\"")));
        }
        StepResult fields = answers.to(new CommandQuestion(
                ShellText.lit("LC_ALL=C.UTF-8 dpkg-deb -f --").arg(deb).and(" Package Version Architecture")));
        if (!fields.ok()) {
            throw Diagnostic.of(
                            ErrorCode.TASK_FAILED,
                            "`" + deb + "` is not a package: "
                                    + fields.errorText().strip())
                    .toException();
        }
        var values = new LinkedHashMap<String, String>();
        fields.text().lines().filter(line -> line.contains(": ")).forEach(line -> {
            int colon = line.indexOf(": ");
            values.put(line.substring(0, colon), line.substring(colon + 2));
        });
        String name = values.getOrDefault("Package", "");
        String version = values.getOrDefault("Version", "");
        PackageState state = answers.to(new PackageQuestion(name));
        if (state.version().filter(version::equals).isPresent()) {
            return List.of();
        }
        return List.of(command()
                .install(List.of(deb.startsWith("/") ? deb : "./" + deb))
                .expecting(new PackageQuestion(name), PackageState.assumed(name, version)));
    }
}
