package com.foobar.deploy.cli.option;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Timings;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.record.RunDescription;
import com.foobar.deploy.record.RunsFolder;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.view.TimingsText;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What plan, apply and verify have in common. */
public final class RunFlags {
    private static final String FAILED = "@failed";

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private ConnectionFlags connection = new ConnectionFlags();

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "Only these of the hosts; @failed: those that failed in the last apply of the playbook.")
    private @Nullable String limit;

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAGS",
            description = "Only tasks with one of these tags (comma list).")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--skip-tags", paramLabel = "TAGS", description = "Only tasks without any of these tags.")
    private List<String> skipTags = new ArrayList<>();

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables that win over all others: `name=value ...`, YAML or JSON, or @FILE.")
    private List<String> extraVars = new ArrayList<>();

    @Option(
            names = {"-f", "--forks"},
            paramLabel = "N",
            description = "Hosts worked on at a time (ANSIBLE_FORKS, else 50).")
    private @Nullable Integer forks;

    @Option(
            names = "--roles-path",
            paramLabel = "PATH",
            description = "More directories of roles, separated by colons (ANSIBLE_ROLES_PATH).")
    private @Nullable String rolesPath;

    @Option(
            names = {"-D", "--diff"},
            description = "Shows the difference that each change makes.")
    private boolean diff;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows what is unchanged too; -vv all that is done, -vvv what commands print.")
    private boolean[] verbose = new boolean[0];

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows failures and the recap only.")
    private boolean quiet;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            description = "text (the default), or json: events as JSON lines (docs/json.md).")
    private OutputForm output = OutputForm.TEXT;

    @Option(names = "--start-at-task", paramLabel = "NAME", description = "Leaves out the tasks before this one.")
    private @Nullable String startAtTask;

    @Option(names = "--timings", description = "Shows at the end where the time went, per host.")
    private boolean timings;

    public void showTimings(Timings taken, PrintWriter err) {
        if (timings) {
            err.print(TimingsText.of(taken.spans(), taken.elapsed()));
            err.flush();
        }
    }

    /** Where a project keeps its records; the tests keep theirs elsewhere. */
    public static Path home() {
        return Path.of(System.getProperty("foobar.records", ".foobar"));
    }

    public InventoryOptions inventory() {
        return inventory;
    }

    public boolean diff() {
        return diff;
    }

    public boolean json() {
        return output == OutputForm.JSON;
    }

    public boolean quiet() {
        return quiet;
    }

    public int verbosity() {
        return quiet ? -1 : verbose.length;
    }

    /** A variable that the command itself sets, as with -e. */
    public void set(String name, String value) {
        extraVars.add(name + "='" + value + "'");
    }

    /** Unless the command line says otherwise. */
    public void connectWithin(int seconds) {
        connection.connectWithin(seconds);
    }

    public List<Path> rolesPath() {
        String path = rolesPath != null ? rolesPath : System.getenv("ANSIBLE_ROLES_PATH");
        if (path == null || path.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(path.split(":"))
                .filter(part -> !part.isEmpty())
                .map(Path::of)
                .toList();
    }

    public RunOptions options(Path playbook, boolean check, boolean keepGoing, VaultReader vault) {
        return new RunOptions(
                playbook,
                inventory.sources(),
                new RunOptions.Selection(
                        Optional.ofNullable(limit).map(pattern -> resolved(pattern, playbook)),
                        split(tags),
                        split(skipTags),
                        Optional.ofNullable(startAtTask)),
                ExtraVars.parse(extraVars, vault),
                new RunOptions.Mode(check, diff, keepGoing, forks(), Math.max(0, verbosity())),
                connection.login(),
                owner(),
                home());
    }

    /** {@code @failed} stands for hosts' names. */
    private static String resolved(String pattern, Path playbook) {
        if (!pattern.equals(FAILED)) {
            return pattern;
        }
        List<String> hosts = new RunsFolder(home())
                .lastApply(Optional.of(playbook))
                .map(run -> run.outcome().failedHosts())
                .orElse(List.of());
        if (hosts.isEmpty()) {
            throw Diagnostic.of(
                            ErrorCode.NO_HOSTS_MATCH,
                            "--limit " + FAILED + ": no host failed in the last recorded apply of `" + playbook + "`")
                    .advise("`foobar-deploy runs` lists the recorded runs")
                    .toException();
        }
        return String.join(",", hosts);
    }

    /** Takes from an earlier run what the command line does not say itself. */
    public void adopt(RunDescription earlier) {
        inventory.adopt(earlier.inventory());
        if (limit == null) {
            limit = earlier.selection().limit().orElse(null);
        }
        if (startAtTask == null) {
            startAtTask = earlier.selection().startAtTask().orElse(null);
        }
        if (tags.isEmpty()) {
            tags.addAll(earlier.selection().tags());
        }
        if (skipTags.isEmpty()) {
            skipTags.addAll(earlier.selection().skipTags());
        }
    }

    /** How many runs are kept in the record. */
    public static int keptRuns() {
        return ConnectionFlags.environment("FOOBAR_KEEP_RUNS")
                .map(text -> ConnectionFlags.positive("FOOBAR_KEEP_RUNS", text))
                .orElse(RunsFolder.KEPT);
    }

    private int forks() {
        return forks != null
                ? ConnectionFlags.positive("--forks", forks.toString())
                : ConnectionFlags.environment("ANSIBLE_FORKS")
                        .map(text -> ConnectionFlags.positive("ANSIBLE_FORKS", text))
                        .orElse(50);
    }

    private static Set<String> split(List<String> lists) {
        var all = new LinkedHashSet<String>();
        for (String list : lists) {
            for (String tag : list.split(",")) {
                if (!tag.isBlank()) {
                    all.add(tag.strip());
                }
            }
        }
        return all;
    }

    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            host = "localhost";
        }
        return "%s on %s, process %d, since %s"
                .formatted(
                        System.getProperty("user.name"),
                        host,
                        ProcessHandle.current().pid(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
