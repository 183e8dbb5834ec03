package com.foobar.deploy.record;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.json.JsonEvents;
import com.foobar.deploy.engine.run.RunOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of a run as they happen, as JSON lines without secrets, with what the run was asked to do and the plan
 * that was confirmed beside them. The record begins with the first event: a run that is refused or declined leaves none.
 * What was done is on the disk before the run goes on, the rest at most {@link #LATEST} later. A disk that is full or
 * cannot be written to ends the record and not the run.
 */
public final class RunRecorder implements Event.Sink, AutoCloseable {
    /** A write for each line was 3 to 4 % of what a profile saw of a run that finds nothing to do. */
    private static final Duration LATEST = Duration.ofMillis(100);

    /** What is recorded of the run as a whole. */
    public record Subject(RunOptions options, String command, String toolVersion) {}

    private static final Set<Status> ROUTINE = Set.of(Status.OK, Status.SKIPPED);

    private final Subject subject;
    private final int keep;
    private final InstantSource clock;
    private final JsonEvents events;
    private final Consumer<String> trouble;
    private final List<String> planned = new ArrayList<>();
    private @Nullable BufferedWriter out;
    private boolean awaitsFlush;
    private boolean ended;

    /**
     * @param keep how many runs are kept, this one among them
     * @param trouble gets a sentence where the record cannot be kept
     */
    public RunRecorder(Subject subject, int keep, InstantSource clock, Consumer<String> trouble) {
        this.subject = subject;
        this.keep = keep;
        this.clock = clock;
        this.events = new JsonEvents(clock);
        this.trouble = trouble;
    }

    /** Takes the events of the plan that goes before the run; they are written out when the run begins. */
    public Event.Sink plan() {
        return event -> {
            if (!(event instanceof Event.Transfer)) {
                planned.add(events.line(event));
            }
        };
    }

    @Override
    public synchronized void accept(Event event) {
        if (!ended && !(event instanceof Event.Transfer)) {
            line(events.line(event), !isRoutine(event));
        }
    }

    /** Beginnings, and results that left everything as it was. */
    private static boolean isRoutine(Event event) {
        return switch (event) {
            case Event.TaskStarted _, Event.HostStarted _ -> true;
            case Event.TaskFinished finished ->
                ROUTINE.contains(finished.outcome().status());
            default -> false;
        };
    }

    /** What a check of {@code verify} has found; the failure is empty where it passed. */
    public synchronized void check(String area, String check, String host, String failure) {
        if (!ended) {
            line(events.check(area, check, host, failure), true);
        }
    }

    private void line(String line, boolean atOnce) {
        try {
            BufferedWriter writer = out == null ? begin() : out;
            out = writer;
            write(writer, line);
            if (atOnce) {
                writer.flush();
            } else if (!awaitsFlush) {
                awaitsFlush = true;
                Thread.startVirtualThread(this::flushSoon);
            }
        } catch (IOException e) {
            endsHere(e);
        }
    }

    private void endsHere(IOException why) {
        trouble.accept("the record of this run ends here: " + why);
        close();
    }

    private void flushSoon() {
        try {
            Thread.sleep(LATEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    private synchronized void flush() {
        awaitsFlush = false;
        try {
            if (!ended && out != null) {
                out.flush();
            }
        } catch (IOException e) {
            endsHere(e);
        }
    }

    private BufferedWriter begin() throws IOException {
        Path folder = new RunsFolder(subject.options().home()).begin(clock.instant(), keep);
        try (BufferedWriter run = open(folder.resolve("run.json"))) {
            run.write(RunDescription.of(subject.command(), subject.options(), clock.instant())
                    .json());
        }
        if (!planned.isEmpty()) {
            writePlan(folder.resolve(RecordedRun.PLAN));
        }
        BufferedWriter writer = open(folder.resolve(RecordedRun.EVENTS));
        write(writer, events.version(subject.toolVersion()));
        return writer;
    }

    private void writePlan(Path file) throws IOException {
        try (BufferedWriter plan = open(file)) {
            write(plan, events.version(subject.toolVersion()));
            for (String line : planned) {
                write(plan, line);
            }
        }
        planned.clear();
    }

    private static BufferedWriter open(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    private static void write(BufferedWriter writer, String line) throws IOException {
        writer.write(line);
        writer.write('\n');
    }

    @Override
    public synchronized void close() {
        ended = true;
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException _) {
            // What could be written was written as it happened.
        }
    }
}
