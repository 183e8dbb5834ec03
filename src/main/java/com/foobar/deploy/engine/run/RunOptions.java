package com.foobar.deploy.engine.run;

import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says about a run.
 *
 * @param inventorySources as given with -i
 * @param extraVars level 22
 * @param lockOwner told to another controller that finds the lock taken
 * @param home where records are kept: the project's {@code .foobar}
 */
public record RunOptions(
        Path playbook,
        List<String> inventorySources,
        Selection selection,
        Map<String, Value> extraVars,
        Mode mode,
        LoginOptions login,
        String lockOwner,
        Path home) {
    /**
     * Which hosts and tasks run.
     *
     * @param limit the pattern of --limit
     */
    public record Selection(
            Optional<String> limit, Set<String> tags, Set<String> skipTags, Optional<String> startAtTask) {
        public static final Selection ALL = new Selection(Optional.empty(), Set.of(), Set.of(), Optional.empty());

        public Selection {
            tags = Set.copyOf(tags);
            skipTags = Set.copyOf(skipTags);
        }
    }

    /**
     * How it runs.
     *
     * @param check nothing is changed
     * @param keepGoing a failed task is recorded and the host goes on, and handlers that are due wait for the next apply
     *     (verify)
     * @param forks hosts at the same time, at least 1
     * @param verbosity how much is shown: 1 for each -v
     */
    public record Mode(boolean check, boolean diff, boolean keepGoing, int forks, int verbosity) {
        public static final Mode APPLY = new Mode(false, false, false, 50, 0);

        public Mode {
            if (forks < 1) {
                throw new IllegalArgumentException("forks are at least 1");
            }
        }
    }

    public RunOptions {
        inventorySources = List.copyOf(inventorySources);
    }

    /** Who runs what, as the log of a host has it. */
    public String title() {
        return lockOwner + ": " + playbook.getFileName();
    }

    /** Everything at its default: an apply of the playbook. */
    public static RunOptions of(Path playbook, List<String> inventorySources) {
        return new RunOptions(
                playbook,
                inventorySources,
                Selection.ALL,
                Map.of(),
                Mode.APPLY,
                LoginOptions.DEFAULT,
                "foobar-deploy",
                Path.of(".foobar"));
    }

    /** The same run, with nothing changed. */
    public RunOptions checking() {
        var checking = new Mode(true, mode.diff(), mode.keepGoing(), mode.forks(), mode.verbosity());
        return new RunOptions(playbook, inventorySources, selection, extraVars, checking, login, lockOwner, home);
    }

    public Optional<String> limit() {
        return selection.limit();
    }

    public Set<String> tags() {
        return selection.tags();
    }

    public Set<String> skipTags() {
        return selection.skipTags();
    }

    public boolean check() {
        return mode.check();
    }

    public int forks() {
        return mode.forks();
    }
}
