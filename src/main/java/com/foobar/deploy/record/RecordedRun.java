package com.foobar.deploy.record;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.Completed;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.view.EventLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run that was recorded. */
public record RecordedRun(String id, Path folder, RunDescription description) {
    /** How it ended. */
    public enum End {
        FINE,
        FAILED,
        UNREACHABLE,
        /** It was interrupted, or the controller died. */
        CUT_OFF
    }

    static Optional<RecordedRun> read(String id, Path folder) {
        try {
            return RunDescription.parse(Files.readString(folder.resolve("run.json")))
                    .map(description -> new RecordedRun(id, folder, description));
        } catch (IOException | DeployException _) {
            return Optional.empty();
        }
    }

    public String command() {
        return description.command();
    }

    /** The playbook's file, wherever the command was given. */
    public Path playbook() {
        return Path.of(description.folder()).resolve(description.playbook()).normalize();
    }

    boolean isOf(Path other) {
        return playbook().equals(other.toAbsolutePath().normalize());
    }

    public Path eventsFile() {
        return folder.resolve("events.jsonl");
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_READABLE */
    public List<EventLine> events() {
        try (Stream<String> lines = Files.lines(eventsFile())) {
            return lines.map(EventLine::parse).flatMap(Optional::stream).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "the record of run " + id + " cannot be read: " + e)
                    .toException(e);
        }
    }

    /** Each host's counts; empty where the run was cut off. */
    public MapValue recap() {
        return events().stream()
                .filter(line -> line.type().equals("recap"))
                .map(line -> line.map("hosts"))
                .findFirst()
                .orElse(MapValue.EMPTY);
    }

    public End end() {
        List<EventLine> events = events();
        if (events.stream().noneMatch(line -> line.type().equals("recap"))
                || events.stream().anyMatch(line -> line.type().equals("interrupted"))) {
            return End.CUT_OFF;
        }
        if (!hostsWith("failed").isEmpty()) {
            return End.FAILED;
        }
        return hostsWith("unreachable").isEmpty() ? End.FINE : End.UNREACHABLE;
    }

    /** Hosts that failed or could not be reached. */
    public List<String> failedHosts() {
        return Stream.concat(hostsWith("failed").stream(), hostsWith("unreachable").stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> hostsWith(String count) {
        return recap().strings().entrySet().stream()
                .filter(host -> count(host.getValue(), count) > 0)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** All hosts' counts of one kind. */
    public long total(String count) {
        return recap().strings().values().stream()
                .mapToLong(host -> count(host, count))
                .sum();
    }

    private static long count(com.foobar.deploy.value.Value host, String name) {
        return host instanceof MapValue counts && counts.get(name) instanceof IntValue number
                ? number.number().longValue()
                : 0;
    }

    /** What need not be done again. */
    public Completed completed() {
        return RecordedResults.of(id, events());
    }
}
