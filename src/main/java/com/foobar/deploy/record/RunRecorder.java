package com.foobar.deploy.record;

import com.foobar.deploy.engine.Event;
import com.foobar.deploy.engine.RunOptions;
import com.foobar.deploy.view.JsonEvents;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of a run as they happen, as JSON lines without secrets, with what the run was asked to do beside them.
 * A disk that is full or cannot be written to ends the record and not the run.
 */
public final class RunRecorder implements Event.Sink, AutoCloseable {
    private final JsonEvents events;
    private final Consumer<String> trouble;
    private final Optional<Path> folder;
    private @Nullable BufferedWriter out;

    /** @param trouble gets a sentence where the record cannot be kept */
    private RunRecorder(InstantSource clock, Optional<Path> folder, Consumer<String> trouble) {
        this.events = new JsonEvents(clock);
        this.folder = folder;
        this.trouble = trouble;
    }

    /**
     * Begins the record of a run.
     *
     * @param command apply or plan
     * @param keep how many runs are kept, this one among them
     */
    public static RunRecorder begin(
            RunOptions options,
            String command,
            int keep,
            String toolVersion,
            InstantSource clock,
            Consumer<String> trouble) {
        try {
            Path folder = new RunsFolder(options.home()).begin(clock.instant(), keep);
            try (BufferedWriter run = open(folder.resolve("run.json"))) {
                run.write(RunDescription.of(command, options, clock.instant()).json());
            }
            var recorder = new RunRecorder(clock, Optional.of(folder), trouble);
            recorder.write("events.jsonl", recorder.events.version(toolVersion));
            return recorder;
        } catch (IOException e) {
            trouble.accept("this run is not recorded: " + e);
            return new RunRecorder(clock, Optional.empty(), trouble);
        }
    }

    private static BufferedWriter open(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, Set.of(StandardOpenOption.WRITE).toArray(StandardOpenOption[]::new));
    }

    /** The run's id; empty where it is not recorded. */
    public Optional<String> id() {
        return folder.map(path -> path.getFileName().toString());
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Transfer) {
            return;
        }
        write("events.jsonl", events.line(event));
    }

    /** Each line is written out at once: what happened before a crash is known. */
    private void write(String name, String line) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            BufferedWriter writer = out == null ? open(folder.get().resolve(name)) : out;
            out = writer;
            writer.write(line);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            trouble.accept("the record of this run ends here: " + e);
            close();
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException _) {
            // What could be written was written line by line.
        }
    }
}
