package com.foobar.deploy.cli;

import java.io.PrintWriter;
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
final class AuditCommand implements Callable<Integer> {
    private static final String READ = """
            if command -v journalctl >/dev/null 2>&1; then
              journalctl -q --no-pager -t foobar-deploy -o short-iso -n %1$d 2>/dev/null
            else
              for f in /var/log/syslog /var/log/messages; do
                if [ -r "$f" ]; then grep 'foobar-deploy[]:[]' "$f" | tail -n %1$d; break; fi
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
        int wanted = ConnectionFlags.positive("--lines", String.valueOf(lines));
        var answers = new HostReading(flags, spec.commandLine().getErr()).of(pattern, READ.formatted(wanted));
        answers.byHost().forEach((host, text) -> {
            out.println(host + ":" + (text.isBlank() ? " no record" : ""));
            HostReading.lines(text).forEach(line -> out.println("  " + line));
        });
        out.flush();
        return answers.result().exit().number();
    }
}
