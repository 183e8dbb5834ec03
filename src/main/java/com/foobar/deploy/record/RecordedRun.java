package com.foobar.deploy.record;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Completed;
import com.foobar.deploy.engine.event.json.EventLine;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A run that was recorded. */
public record RecordedRun(String id, Path folder, RunDescription description) {
    static final String EVENTS = "events.jsonl";
    static final String PLAN = "plan.jsonl";

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
        return folder.resolve(EVENTS);
    }

    /** The plan that was shown and confirmed before the run, or that was saved and applied. */
    public Optional<Path> planFile() {
        return Optional.of(folder.resolve(PLAN)).filter(Files::isRegularFile);
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_READABLE */
    public List<EventLine> events() {
        return events(eventsFile(), "");
    }

    /**
     * Events of the plan that went before; none where the run was not planned first.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_READABLE
     */
    public List<EventLine> plan() {
        return planFile().map(file -> events(file, "")).orElse(List.of());
    }

    /** Those whose text has one of the marks. */
    private List<EventLine> events(Path file, String... marks) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> Stream.of(marks).anyMatch(line::contains))
                    .map(EventLine::parse)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "the record of run " + id + " cannot be read: " + e)
                    .toException(e);
        }
    }

    /**
     * How a run ended.
     *
     * @param recap each host's counts; empty too where no play had a host
     * @param finished the run wrote its recap, so that the controller did not die before
     */
    public record Outcome(MapValue recap, boolean finished, boolean interrupted) {
        public End end() {
            if (!finished || interrupted) {
                return End.CUT_OFF;
            }
            if (total("failed") > 0) {
                return End.FAILED;
            }
            return total("unreachable") > 0 ? End.UNREACHABLE : End.FINE;
        }

        /** Hosts that failed or could not be reached. */
        public List<String> failedHosts() {
            return recap.strings().entrySet().stream()
                    .filter(host -> count(host.getValue(), "failed") + count(host.getValue(), "unreachable") > 0)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        /** All hosts' counts of one kind. */
        public long total(String count) {
            return recap.strings().values().stream()
                    .mapToLong(host -> count(host, count))
                    .sum();
        }

        private static long count(Value host, String name) {
            return host instanceof MapValue counts && counts.get(name) instanceof IntValue number
                    ? number.number().longValue()
                    : 0;
        }
    }

    /** Reads no more than it must: a record may be large. */
    public Outcome outcome() {
        MapValue recap = MapValue.EMPTY;
        boolean finished = false;
        boolean interrupted = false;
        for (EventLine line : events(eventsFile(), "\"type\":\"recap\"", "\"type\":\"interrupted\"")) {
            interrupted |= line.type().equals("interrupted");
            if (line.type().equals("recap")) {
                finished = true;
                recap = line.map("hosts");
            }
        }
        return new Outcome(recap, finished, interrupted);
    }

    /** What need not be done again. */
    public Completed completed() {
        return RecordedResults.of(id, events());
    }
}
