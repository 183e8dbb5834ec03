package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.VerifyPlaybook;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.view.JsonVerify;
import com.foobar.deploy.view.Style;
import com.foobar.deploy.view.VerifyTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: proves that what was applied is healthy. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy verify playbooks/site.yml -i inventories/lab"})
public final class VerifyCommand implements Callable<Integer> {
    /** Where configuration lives; what services write while they run lies elsewhere. */
    private static final String FINGERPRINT = """
        find /etc /usr/local /opt /srv /root /home /var/spool/cron -xdev ! -name '*.pyc' ! -name __pycache__ \
        ! -path '/etc/mtab' -exec stat -c '%n %s %a %u %g %Y' {} + 2>/dev/null | sort | sha256sum\
        """;

    @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
    private Path playbook = Path.of("playbooks/site.yml");

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VaultReader vault = flags.inventory().vault();
        var table = new VerifyTable(tableOut(), Style.of(System.getenv(), Terminals.interactive()));
        Optional<JsonVerify> json = flags.json()
                ? Optional.of(new JsonVerify(RunReporter.json(spec.commandLine().getOut())))
                : Optional.empty();
        RunOptions options = flags.options(playbook, false, true, vault);
        RunResult result;
        try (var record = Recording.of(options, "verify", spec.commandLine().getErr())) {
            result = verify(options, vault, event -> {
                table.accept(event);
                json.ifPresent(lines -> lines.accept(event));
                record.accept(event);
            });
            checkTheTool(vault, table);
            table.each(record::check);
        }
        table.print();
        json.ifPresent(lines -> lines.finish(table));
        if (result.exit() == ExitCode.LOCKED) {
            return ExitCode.LOCKED.number();
        }
        return table.failures() == 0 ? ExitCode.FINE.number() : ExitCode.FINDINGS.number();
    }

    private RunResult verify(RunOptions options, VaultReader vault, Event.Sink events) {
        try (var assembly = new Assembly(options, vault, flags.rolesPath())) {
            return assembly.deployment(VerifyPlaybook::of, events).run();
        }
    }

    private PrintWriter tableOut() {
        return flags.json() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    /** Checks 46 and 47: a plan finds nothing to do, and leaves no trace. */
    private void checkTheTool(VaultReader vault, VerifyTable table) {
        Map<String, String> before = fingerprints(vault);
        RunResult plan;
        try (var assembly = new Assembly(flags.options(playbook, true, false, vault), vault, flags.rolesPath())) {
            plan = assembly.deployment(whole -> whole, _ -> {}).run();
        }
        Map<String, String> after = fingerprints(vault);
        plan.recap().forEach((host, recap) -> {
            // A plan fails on a host that is off, and starts what is not running, as the checks before it have said.
            boolean follows = table.failed(host);
            Optional<String> failure = recap.pending() + recap.failed() + recap.unreachable() == 0
                    ? Optional.empty()
                    : Optional.of((follows ? VerifyTable.CONSEQUENCE + "what was found on the host: " : "")
                            + "expected nothing to change, a plan says: %d to change, %d conditional, %d failed"
                                    .formatted(
                                            recap.changed(),
                                            recap.conditional() + recap.unknown(),
                                            recap.failed() + recap.unreachable()));
            table.add("tool", "46 a second run changes nothing", host, failure);
        });
        before.forEach((host, fingerprint) -> {
            Optional<String> failure = fingerprint.equals(after.get(host))
                    ? Optional.empty()
                    : Optional.of("expected the same files before and after a plan, their fingerprint differs");
            table.add("tool", "47 a dry run changes nothing", host, failure);
        });
    }

    private Map<String, String> fingerprints(VaultReader vault) {
        var fingerprints = new TreeMap<String, String>();
        MapValue arguments = MapValue.ofStrings(Map.of("cmd", Value.of(FINGERPRINT)));
        try (var assembly = new Assembly(flags.options(playbook, false, true, vault), vault, flags.rolesPath())) {
            assembly.deployment(
                            AdHoc.of("all", "shell", arguments),
                            assembly.inventory(Optional.ofNullable(
                                    playbook.toAbsolutePath().getParent())),
                            event -> keep(event, fingerprints))
                    .run();
        }
        return fingerprints;
    }

    private static void keep(Event event, Map<String, String> fingerprints) {
        if (event instanceof Event.TaskFinished finished) {
            TaskOutcome outcome = finished.outcome();
            if (outcome.result().get("stdout") instanceof TextValue text) {
                fingerprints.put(finished.host(), text.text());
            }
        }
    }
}
