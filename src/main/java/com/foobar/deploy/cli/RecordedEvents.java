package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the events of recorded runs: {@code .foobar/runs/<id>/events.jsonl}. Ids sort by time. */
final class RecordedEvents {
    private RecordedEvents() {}

    /** @param run null for the last one */
    static Path of(Path home, @Nullable String run) {
        Path runs = home.resolve("runs");
        List<String> known = known(runs);
        if (known.isEmpty()) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "no run is recorded in `" + runs + "`")
                    .advise("`foobar-deploy apply` records what it does")
                    .advise("--events FILE reads what `--output json` has written")
                    .toException();
        }
        String wanted = run == null ? known.getLast() : run;
        if (!known.contains(wanted)) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no run `" + wanted + "`")
                    .suggest(wanted, known)
                    .toException();
        }
        return runs.resolve(wanted).resolve("events.jsonl");
    }

    private static List<String> known(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("events.jsonl")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot read `" + runs + "`: " + e.getMessage())
                    .toException(e);
        }
    }
}
