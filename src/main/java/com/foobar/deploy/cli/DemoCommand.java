package com.foobar.deploy.cli;

import com.foobar.deploy.cli.option.LabOptionsMixin;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.lab.EngineSetup;
import com.foobar.deploy.lab.Lab;
import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.lab.LabProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code demo}: from a bare machine to a verified site. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy demo", "  foobar-deploy lab down   # removes it all again"})
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private LabOptionsMixin mixin = new LabOptionsMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Instant start = Instant.now();
        LabOptions options = mixin.options();
        step(out, "1/3 the lab: " + String.join(", ", options.hosts()));
        LabProgress progress = line -> {
            out.println("  " + line);
            out.flush();
        };
        new Lab(options, new EngineSetup(options.home()).ensure(progress), progress).up();
        step(out, "2/3 apply playbooks/site.yml");
        int applied = run("apply", options, "-y");
        if (applied != ExitCode.FINE.number()) {
            return applied;
        }
        step(out, "3/3 verify");
        int verified = run("verify", options);
        if (verified == ExitCode.FINE.number()) {
            finish(out, options, Duration.between(start, Instant.now()));
        }
        return verified;
    }

    private static void step(PrintWriter out, String title) {
        out.println();
        out.println("== " + title);
        out.flush();
    }

    private int run(String command, LabOptions options, String... more) {
        Path home = options.home();
        var args = new ArrayList<>(
                List.of(command, home.resolve("playbooks/site.yml").toString()));
        inventories(options).forEach(source -> args.addAll(List.of("-i", source)));
        args.addAll(List.of(more));
        return Main.execute(
                args.toArray(String[]::new),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    /** A lab with other names or ports has an inventory of its own, which wins over the committed one. */
    private static List<String> inventories(LabOptions options) {
        String committed = options.home().resolve("inventories/lab").toString();
        return options.equals(LabOptions.standard(options.home()))
                ? List.of(committed)
                : List.of(committed, options.inventory().toString());
    }

    private static void finish(PrintWriter out, LabOptions options, Duration time) {
        String inventory = String.join(" -i ", inventories(options));
        boolean tls = tls(options);
        out.printf(
                Locale.ROOT,
                """

            The site is up and verified (%.0f s). Open  %s

            Try next:
            %s  foobar-deploy plan playbooks/site.yml -i %s
              foobar-deploy exec web -i %s -- systemctl is-active nginx
              foobar-deploy lab down
            """,
                time.toMillis() / 1000.0,
                where(options, tls),
                how(options, tls),
                inventory,
                inventory);
        out.flush();
    }

    private static boolean tls(LabOptions options) {
        var words = new ArrayList<String>();
        inventories(options).forEach(source -> words.addAll(List.of("-i", source)));
        return SiteEdge.read(words).tls();
    }

    private static String where(LabOptions options, boolean tls) {
        String http = "http://localhost:" + options.ports().http() + "/";
        return tls ? "https://localhost:" + options.ports().https() + "/  (" + http + " leads there)" : http;
    }

    /** A browser that does not know the lab's authority says so; whoever trusts it for good takes the same file. */
    private static String how(LabOptions options, boolean tls) {
        return tls
                ? "  curl --cacert %s https://localhost:%d/\n"
                        .formatted(
                                Path.of("").toAbsolutePath().relativize(options.authority()),
                                options.ports().https())
                : "";
    }
}
