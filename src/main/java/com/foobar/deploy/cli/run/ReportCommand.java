package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.record.RecordedRun;
import com.foobar.deploy.record.RunsFolder;
import com.foobar.deploy.view.report.JunitXml;
import com.foobar.deploy.view.report.ReportPage;
import com.foobar.deploy.view.report.RunReader;
import com.foobar.deploy.view.report.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: a page out of a run's record. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy report",
            "  foobar-deploy report 20261123-040506-789 --out report.html",
            "  foobar-deploy report --junit report.xml",
            "  foobar-deploy report --events events.jsonl --out report.html"
        })
public final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run as `runs` lists it, or the beginning of its id; without one the last.")
    private @Nullable String run;

    @Option(names = "--events", paramLabel = "FILE", description = "JSON lines of --output json instead of a run.")
    private @Nullable Path events;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the page goes (report.html).")
    private @Nullable Path out;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML there.")
    private @Nullable Path junit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RunRecord read = read(file());
        if (junit != null) {
            write(junit, JunitXml.of(read));
        }
        if (junit == null || out != null) {
            write(out == null ? Path.of("report.html") : out, ReportPage.of(read));
        }
        return ExitCode.FINE.number();
    }

    private Path file() {
        if (events != null) {
            return events;
        }
        var runs = new RunsFolder(RunFlags.home());
        if (run != null) {
            return runs.run(run).eventsFile();
        }
        return runs.all().stream()
                .findFirst()
                .map(RecordedRun::eventsFile)
                .orElseThrow(() -> Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "no run is recorded here")
                        .advise("`foobar-deploy apply` records what it does, in the project's directory")
                        .advise("--events FILE reads what `--output json` has written")
                        .toException());
    }

    private static RunRecord read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            RunRecord read = RunReader.read(lines);
            if (read.head().start().isEmpty()) {
                throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "there is no run in `" + file + "`")
                        .advise("give a file that `--output json` has written")
                        .toException();
            }
            return read;
        } catch (java.nio.file.NoSuchFileException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no file `" + file + "`")
                    .toException(e);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot read `" + file + "`: " + e.getMessage())
                    .toException(e);
        }
    }

    private void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot write `" + file + "`: " + e.getMessage())
                    .toException(e);
        }
        spec.commandLine().getOut().println("wrote " + file);
    }
}
