package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.PackageEffects;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.packages.AptCacheQuestion;
import com.foobar.deploy.state.question.packages.AptReading;
import com.foobar.deploy.state.question.packages.PackageCandidateQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Builds apt-get's command lines and understands what it says. */
record AptCommand(AptArgs args) {
    /** A package's scripts may write anywhere that belongs to the system, and start and stop services. */
    static final Touched PACKAGES = new Touched(
            Set.of(Topic.PACKAGE, Topic.SERVICE, Topic.ACCOUNT, Topic.SYSTEM),
            Set.of("/etc", "/usr", "/var", "/lib", "/bin", "/sbin", "/opt", "/run", "/boot"));

    /** The package lists: what is installed stays as it is. */
    static final Touched LISTS = new Touched(Set.of(), Set.of("/var/lib/apt", "/var/cache/apt"));

    static final Duration BOUND = Duration.ofHours(3);

    private static final Pattern SUMMARY = Pattern.compile(
            "(?m)^(\\d+) upgraded, (\\d+) newly installed, (?:(\\d+) reinstalled, )?(?:(\\d+) downgraded, )?(\\d+) to"
                    + " remove");

    private static final ShellText ENVIRONMENT =
            ShellText.lit("export DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical LC_ALL=C.UTF-8\n");

    /**
     * Fetches the package lists. Lists that are unchanged leave their directory as old as it was, so its time is set: the
     * next run can then tell that they are new enough.
     */
    ScriptChange update() {
        return update(args.updateCacheRetries(), args.updateCacheRetryMaxDelay(), ShellText.EMPTY);
    }

    /** @param undo run before it fails for good */
    static ScriptChange update(int retries, int longestDelay, ShellText undo) {
        ShellText script = ENVIRONMENT
                .and("n=1\nuntil apt-get -q -o APT::Update::Error-Mode=any update; do\n" + "if [ \"$n\" -ge")
                .arg(retries)
                .and(" ]; then ")
                .and(undo)
                .and("exit 100; fi\nd=$((n * 2))\nif [ \"$d\" -gt")
                .arg(longestDelay)
                .and(" ]; then d=")
                .glue(String.valueOf(longestDelay))
                .and("; fi\nsleep \"$d\"\nn=$((n + 1))\ndone\ntouch /var/lib/apt/lists");
        // A package that the old lists do not know may well be in the new ones: an apply will tell.
        return ScriptChange.of("update the package lists", script, LISTS)
                .within(BOUND)
                .doubting((question, answer) -> question instanceof PackageCandidateQuestion
                        && answer instanceof Optional<?> known
                        && known.isPresent())
                .deriving(Derivation.of(
                        PackageCandidateQuestion.class, (_, now) -> now.isPresent() ? now : Optional.of("")))
                .deriving(Derivation.of(
                        AptCacheQuestion.class, (_, now) -> new AptCacheQuestion.AptCache(now.now(), now.now())));
    }

    ScriptChange install(List<String> packages) {
        return change("install " + String.join(", ", packages), installation().args(packages));
    }

    /** Fetches a file first; {@code file} names it in the shell. */
    ScriptChange installFile(String title, ShellText fetch, ShellText file) {
        return change(title, fetch.and(installation()).and(" ").and(file));
    }

    /** What apt-get says an installation would bring. */
    ShellText installing(List<String> packages) {
        return simulation(recommends().and(ShellText.lit(" install")).args(packages));
    }

    private ShellText recommends() {
        return args.installRecommends().isPresent()
                ? ShellText.lit("-o")
                        .arg("APT::Install-Recommends="
                                + (args.installRecommends().get() ? "yes" : "no"))
                : ShellText.EMPTY;
    }

    private static final Pattern COMES = Pattern.compile("(?m)^Inst (\\S+) \\(");

    /** Of what apt-get would install, the packages that are not there yet. */
    static Set<String> newOnes(StepResult simulated) {
        return COMES.matcher(simulated.text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** What a plan goes on with. */
    static ScriptChange bringing(ScriptChange change, PackageEffects effects) {
        ScriptChange known = change.doubting(effects);
        for (Derivation derivation : effects.derivations()) {
            known = known.deriving(derivation);
        }
        return known;
    }

    private ShellText installation() {
        return options(ShellText.lit("apt-get -q -y"))
                .and(args.onlyUpgrade() ? ShellText.lit(" --only-upgrade") : ShellText.EMPTY)
                .and(args.failOnAutoremove() ? ShellText.lit(" --no-remove") : ShellText.EMPTY)
                .and(args.autoremove() ? ShellText.lit(" --auto-remove") : ShellText.EMPTY)
                .and(release())
                .and(forced())
                .and(args.state() == AptArgs.State.BUILD_DEP ? ShellText.lit(" build-dep") : ShellText.lit(" install"));
    }

    ScriptChange remove(List<String> packages) {
        ShellText command = options(ShellText.lit("apt-get -q -y"))
                .and(args.purge() ? ShellText.lit(" --purge") : ShellText.EMPTY)
                .and(
                        args.force()
                                ? ShellText.lit(" --allow-remove-essential --allow-change-held-packages")
                                : ShellText.EMPTY)
                .and(
                        args.allowChangeHeldPackages() && !args.force()
                                ? ShellText.lit(" --allow-change-held-packages")
                                : ShellText.EMPTY)
                .and(args.autoremove() ? ShellText.lit(" --auto-remove") : ShellText.EMPTY)
                .and(" remove")
                .args(packages);
        return change((args.purge() ? "purge " : "remove ") + String.join(", ", packages), command);
    }

    ScriptChange upgrade() {
        ShellText command = options(ShellText.lit("apt-get -q -y"))
                .and(args.failOnAutoremove() ? ShellText.lit(" --no-remove") : ShellText.EMPTY)
                .and(args.autoremove() ? ShellText.lit(" --auto-remove") : ShellText.EMPTY)
                .and(release())
                .and(forced())
                .arg(args.upgrade().command());
        return change("upgrade all packages", command);
    }

    /** A subcommand without packages: autoremove, autoclean, clean, {@code -f install}. */
    ScriptChange plain(String title, ShellText subcommand) {
        return change(title, options(ShellText.lit("apt-get -q -y")).and(" ").and(subcommand));
    }

    /** What apt-get says it would do; changes nothing and takes no lock. */
    ShellText simulation(ShellText subcommand) {
        return ShellText.lit("LC_ALL=C.UTF-8 apt-get -q -s")
                .and(AptReading.OPTIONS)
                .and(release())
                .and(" ")
                .and(subcommand);
    }

    private ScriptChange change(String title, ShellText command) {
        return ScriptChange.of(title, ENVIRONMENT.and(policy(command)), PACKAGES)
                .failing()
                .within(BOUND);
    }

    /** Puts policy-rc.d in place for as long as apt-get runs. */
    private ShellText policy(ShellText command) {
        if (args.policyRcD().isEmpty()) {
            return command;
        }
        return ShellText.lit("p=/usr/sbin/policy-rc.d\n[ -e \"$p\" ] && { mv \"$p\" \"$p.foobar\" || exit 1; }\n"
                        + "restore() { rm -f \"$p\"; [ -e \"$p.foobar\" ] && mv \"$p.foobar\" \"$p\"; }\n"
                        + "trap 'rc=$?; restore; exit $rc' 0\ntrap 'exit 143' 1 2 13 15\n"
                        + "printf '#!/bin/sh\\nexit %s\\n'")
                .arg(args.policyRcD().get())
                .and(" >\"$p\" && chmod 755 \"$p\" || exit 1\n")
                .and(command);
    }

    private ShellText options(ShellText command) {
        ShellText made = command;
        if (args.lockTimeout() > 0) {
            made = made.and(" -o").arg("DPkg::Lock::Timeout=" + args.lockTimeout());
        }
        for (String option : args.dpkgOptions()) {
            made = made.and(" -o").arg("Dpkg::Options::=--" + option);
        }
        if (args.installRecommends().isPresent()) {
            made = made.and(" -o")
                    .arg("APT::Install-Recommends=" + (args.installRecommends().get() ? "yes" : "no"));
        }
        return made;
    }

    private ShellText release() {
        return args.defaultRelease().isPresent()
                ? ShellText.lit(" -t").arg(args.defaultRelease().get())
                : ShellText.EMPTY;
    }

    private ShellText forced() {
        ShellText made = ShellText.EMPTY;
        if (args.force() || args.allowUnauthenticated()) {
            made = made.and(" --allow-unauthenticated");
        }
        if (args.force() || args.allowDowngrade()) {
            made = made.and(" --allow-downgrades");
        }
        if (args.force() || args.allowChangeHeldPackages()) {
            made = made.and(" --allow-change-held-packages");
        }
        return args.force() ? made.and(" --allow-remove-essential") : made;
    }

    /** False if apt-get's summary says that it did, or would do, nothing. */
    static boolean changesSomething(StepResult outcome) {
        Matcher summary = SUMMARY.matcher(outcome.text());
        if (!summary.find()) {
            return true;
        }
        for (int i = 1; i <= summary.groupCount(); i++) {
            String number = summary.group(i);
            if (number != null && !number.equals("0")) {
                return true;
            }
        }
        return outcome.text().matches("(?s).*\\b[1-9]\\d* not fully installed or removed.*");
    }

    /** The result of the last apt-get, with a message of Ansible's where it failed. */
    static ModuleResult result(ModuleResult known, StepResult outcome, String what) {
        ModuleResult output = ModuleResult.EMPTY.withOutput(outcome);
        ModuleResult result = known;
        for (String key : List.of("stdout", "stdout_lines", "stderr", "stderr_lines")) {
            result = result.with(key, output.values().find(key).orElseThrow());
        }
        if (outcome.ok()) {
            return changesSomething(outcome) ? result : result.with("changed", false);
        }
        return result.with("rc", outcome.rc()).failing(failure(outcome, what));
    }

    private static String failure(StepResult outcome, String what) {
        Matcher missing = Pattern.compile("E: Unable to locate package (\\S+)").matcher(outcome.errorText());
        if (missing.find()) {
            return "No package matching '" + missing.group(1) + "' is available";
        }
        String errors = String.join(
                "\n",
                outcome.errorText()
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("W: "))
                        .toList());
        return "apt-get could not " + what + ": " + (errors.isEmpty() ? "exit status " + outcome.rc() : errors);
    }
}
