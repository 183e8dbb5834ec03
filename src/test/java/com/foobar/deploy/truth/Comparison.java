package com.foobar.deploy.truth;

import static java.util.Objects.requireNonNull;

import com.foobar.deploy.truth.Difference.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for what must be true of the runs of one playbook. */
final class Comparison {
    private static final Set<String> FAULTS = Set.of("FD9999", "Exception", "\tat ");

    private final Playbook playbook;
    private final Tool.Runs runs;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Playbook playbook, Tool.Runs runs) {
        this.playbook = playbook;
        this.runs = runs;
    }

    static List<Difference> of(Playbook playbook, Tool.Runs runs, Optional<Ansible.Run> ansible) {
        var comparison = new Comparison(playbook, runs);
        comparison.tool();
        ansible.ifPresent(comparison::files);
        ansible.ifPresent(run -> comparison.statuses(What.OTHER_STATUS, runs.apply(), run.statuses()));
        return comparison.differences;
    }

    /**
     * Whether only Ansible's second run can tell if the second apply was right. After a failure nobody can: the tool runs
     * the handlers that were due, which Ansible forgets.
     */
    static boolean asksForSecond(Playbook playbook, Tool.Runs runs) {
        return !runs.apply().hasFailed() && !runs.again().changedNothing() && !Nature.isSteady(playbook);
    }

    static List<Difference> ofSecond(Playbook playbook, Tool.Runs runs, Ansible.Run second) {
        var comparison = new Comparison(playbook, runs);
        comparison.statuses(What.OTHER_SECOND, runs.again(), second.statuses());
        return comparison.differences;
    }

    private void tool() {
        for (Statuses run : List.of(runs.plan(), runs.apply(), runs.again())) {
            if (FAULTS.stream().anyMatch(run.error()::contains)) {
                differences.add(new Difference(What.CRASH, run.error()));
            }
        }
        plan();
        promises();
        paths();
        if (Nature.isSteady(playbook) && !runs.apply().hasFailed()) {
            again();
        }
    }

    private void plan() {
        runs.before().forEach((host, before) -> {
            Snapshot after = requireNonNull(runs.planned().get(host));
            report(What.PLAN_CHANGES, host, changes(before, after, true));
        });
    }

    private void promises() {
        boolean unsure = false;
        var lines = new ArrayList<String>();
        Set<String> commands = playbook.allTasks()
                .filter(Nature::isNotRunInPlans)
                .map(Step.Task::name)
                .collect(Collectors.toSet());
        Statuses plan = runs.plan().inAnyOrder(shared());
        Statuses apply = runs.apply().inAnyOrder(shared());
        for (String key : plan.keysWith(apply)) {
            String planned = plan.of(key);
            String applied = apply.of(key);
            unsure |= Statuses.isUnsure(planned);
            if (commands.contains(Statuses.task(key)) && planned.equals("changed") && applied.equals("failed")) {
                // A plan takes it that what it does not run succeeds.
                unsure = true;
                continue;
            }
            boolean missing = !plan.byTask().containsKey(key) || !apply.byTask().containsKey(key);
            if (!planned.equals(applied) && !Statuses.isUnsure(planned) && !(missing && unsure)) {
                lines.add(key + ": planned " + planned + ", applied " + applied);
            }
        }
        if (!lines.isEmpty()) {
            lines.add("the plan: " + runs.plan().error().strip());
            lines.add("the apply: " + runs.apply().error().strip());
            differences.add(new Difference(What.PLAN_IS_NOT_APPLY, String.join("\n", lines)));
        }
    }

    private void paths() {
        Set<String> named = Nature.namedPaths(playbook);
        runs.planned().forEach((host, before) -> {
            Snapshot after = requireNonNull(runs.applied().get(host));
            var other = new TreeSet<String>();
            before.changedFiles(after, false).stream()
                    .filter(path -> !Nature.isNamed(path, named))
                    .forEach(other::add);
            if (!playbook.isSystemWide()) {
                other.addAll(after.outside());
            }
            report(What.OTHER_PATH, host, other);
        });
    }

    private void again() {
        var lines = new TreeSet<String>();
        runs.again().byTask().forEach((key, status) -> {
            if (status.equals("changed")) {
                lines.add(key + ": changed again");
            }
        });
        runs.applied()
                .forEach((host, before) -> changes(
                                before, requireNonNull(runs.repeated().get(host)), true)
                        .forEach(change -> lines.add(host + ": " + change)));
        report(What.CHANGES_AGAIN, "", lines);
    }

    private void files(Ansible.Run ansible) {
        ansible.after().forEach((host, theirs) -> {
            Snapshot ours = requireNonNull(runs.applied().get(host));
            var lines = new TreeSet<String>();
            for (String path : ours.changedFiles(theirs, false)) {
                lines.add(path + ": " + ours.lasting(path, "missing") + ", Ansible's: "
                        + theirs.lasting(path, "missing"));
            }
            only(ours.system(), theirs.system()).forEach(line -> lines.add("only after the tool: " + line));
            only(theirs.system(), ours.system()).forEach(line -> lines.add("only after Ansible: " + line));
            report(What.OTHER_FILES, host, lines);
        });
    }

    private void statuses(What what, Statuses ours, Statuses theirs) {
        // Ansible tells no result of these.
        Set<String> meta = playbook.allTasks()
                .filter(task -> task.module().equals("meta"))
                .map(Step.Task::name)
                .collect(Collectors.toSet());
        var lines = new ArrayList<String>();
        Statuses here = ours.inAnyOrder(shared());
        Statuses there = theirs.inAnyOrder(shared());
        for (String key : here.keysWith(there)) {
            if (!here.of(key).equals(there.of(key)) && !meta.contains(Statuses.task(key))) {
                lines.add(key + ": " + here.of(key) + ", Ansible's: " + there.of(key));
            }
        }
        if (!lines.isEmpty()) {
            lines.add("the tool: " + ours.error().strip());
            lines.add("Ansible: " + theirs.error().strip());
            differences.add(new Difference(what, String.join("\n", lines)));
        }
    }

    /** Tasks that several hosts do on one: which of them is the first, and so the one that changes something, is chance. */
    private Set<String> shared() {
        return playbook.hosts().size() == 1
                ? Set.of()
                : playbook.allTasks()
                        .filter(task -> task.keywords().containsKey("delegate_to"))
                        .map(Step.Task::name)
                        .collect(Collectors.toSet());
    }

    private static Set<String> changes(Snapshot before, Snapshot after, boolean times) {
        var changes = new TreeSet<>(after.outside());
        for (String path : before.changedFiles(after, times)) {
            changes.add(
                    path + ": before " + before.lasting(path, "missing") + ", after " + after.lasting(path, "missing"));
        }
        only(before.system(), after.system()).forEach(line -> changes.add("gone: " + line));
        only(after.system(), before.system()).forEach(line -> changes.add("new: " + line));
        return changes;
    }

    private static Set<String> only(Set<String> these, Set<String> those) {
        var only = new TreeSet<>(these);
        only.removeAll(those);
        return only;
    }

    private void report(What what, String host, Set<String> lines) {
        if (!lines.isEmpty()) {
            String head = host.isEmpty() ? "" : "on " + host + "\n";
            differences.add(new Difference(what, head + String.join("\n", lines)));
        }
    }
}
