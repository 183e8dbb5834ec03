package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.ConnectionFlags;
import com.foobar.deploy.cli.option.RunFlags;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code audit}: who changed a host when, as the host itself remembers it. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy audit all -i inventories/lab",
            "  foobar-deploy audit web-01 -i inventories/production -b --lines 50"
        })
public final class AuditCommand implements Callable<Integer> {
    /** Begins the line that says how many records were left out, and the one before records that nobody vouches for. */
    private static final String OTHERS = "others ";

    private static final String UNPROVEN = "unproven";

    /** Begins the first line: a run that has not ended and holds the lock is running. */
    private static final String HOLDER = "holder ";

    /** A run has a line for its beginning, one more where it became root later, and one for its end. */
    private static final int LINES_OF_A_RUN = 3;

    /**
     * Anybody can write a line under this name. The journal adds who did: it counts if that was root, or the user who reads.
     * A log file does not tell, which is said.
     */
    private static final String READ = "printf 'holder %s\\n' \"$( (" + LockCommand.HELD + """
        ) | head -n 1)"
        if command -v journalctl >/dev/null 2>&1; then
          u=$(id -u)
          journalctl -q --no-pager -t foobar-deploy _UID=0 "_UID=$u" -o short-iso -n MOST 2>/dev/null
          n=$(journalctl -q --no-pager -t foobar-deploy -o json -n 10000 2>/dev/null |
            grep -cv "\\"_UID\\" *: *\\"\\(0\\|$u\\)\\"")
          [ "$n" = 0 ] || echo "others $n"
        else
          for f in /var/log/syslog /var/log/messages; do
            if [ -r "$f" ]; then echo unproven; grep 'foobar-deploy[]:[]' "$f" | tail -n MOST; break; fi
          done
        fi
        true
        """;

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "Which hosts; by default all.")
    private String pattern = "all";

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "20",
            description = "The last so many per host (default: ${DEFAULT-VALUE}).")
    private int lines = 20;

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int most = Math.min(wanted(), Integer.MAX_VALUE / LINES_OF_A_RUN) * LINES_OF_A_RUN;
        var answers = new HostReading(flags, spec.commandLine().getErr())
                .of(pattern, READ.replace("MOST", String.valueOf(most)));
        answers.byHost().forEach((host, text) -> show(host, HostReading.lines(text), out));
        out.flush();
        return answers.result().exit().number();
    }

    private void show(String host, List<String> lines, PrintWriter out) {
        String holder = lines.stream()
                .filter(line -> line.startsWith(HOLDER))
                .findFirst()
                .map(line -> line.substring(HOLDER.length()))
                .orElse("");
        boolean proven = !lines.contains(UNPROVEN);
        List<String> written = lines.stream().filter(AuditCommand::isRecord).toList();
        List<String> records = new AuditRecords(written, holder).last(wanted());
        out.println(host + ":"
                + (records.isEmpty() ? " no record" : proven ? "" : " (any user there may write such lines)"));
        records.forEach(line -> out.println("  " + line));
        lines.stream()
                .filter(line -> line.matches(OTHERS + "\\d+"))
                .forEach(line -> out.println("  not shown: " + line.substring(OTHERS.length())
                        + " by other users, which prove nothing (`journalctl -t foobar-deploy -o"
                        + " verbose` on the host)"));
    }

    private int wanted() {
        return ConnectionFlags.positive("--lines", String.valueOf(lines));
    }

    private static boolean isRecord(String line) {
        return !line.startsWith(HOLDER) && !line.equals(UNPROVEN) && !line.matches(OTHERS + "\\d+");
    }
}
