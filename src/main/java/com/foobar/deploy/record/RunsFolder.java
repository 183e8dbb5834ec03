package com.foobar.deploy.record;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recorded runs of a project: {@code .foobar/runs}, a directory for each, whose names sort by time. */
public final class RunsFolder {
    /** As many runs are kept where nothing else is set. */
    public static final int KEPT = 50;

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path runs;

    /** @param home the project's {@code .foobar} */
    public RunsFolder(Path home) {
        this.runs = home.resolve("runs");
    }

    /** Makes a directory for a run that begins now, for its owner alone, and forgets the oldest ones. */
    Path begin(Instant now, int keep) throws IOException {
        Files.createDirectories(runs);
        Instant time = now;
        while (true) {
            try {
                Path folder = Files.createDirectory(
                        runs.resolve(ID.format(time)),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                forget(keep);
                return folder;
            } catch (FileAlreadyExistsException _) {
                time = time.plusMillis(1);
            }
        }
    }

    private void forget(int keep) throws IOException {
        List<String> ids = ids();
        for (String id : ids.subList(0, Math.max(0, ids.size() - keep))) {
            try (Stream<Path> files = Files.list(runs.resolve(id))) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException _) {
                // another run that began in the same moment has forgotten it
                continue;
            }
            Files.deleteIfExists(runs.resolve(id));
        }
    }

    /** The oldest first. */
    public List<String> ids() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d{8}-\\d{6}-\\d{3}"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "the recorded runs in " + runs + " cannot be read: " + e)
                    .toException(e);
        }
    }

    /** The latest first; those whose record cannot be understood are left out. */
    public List<RecordedRun> all() {
        return ids().reversed().stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<RecordedRun> read(String id) {
        return RecordedRun.read(id, runs.resolve(id));
    }

    /**
     * The run of an id, or of an unambiguous beginning of one.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_FOUND
     */
    public RecordedRun run(String id) {
        List<String> fitting =
                ids().stream().filter(known -> known.startsWith(id)).toList();
        return (fitting.size() == 1 ? read(fitting.getFirst()) : Optional.<RecordedRun>empty())
                .orElseThrow(() -> Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "no recorded run is called `" + id + "`")
                        .suggest(id, ids())
                        .advise("`foobar-deploy runs` lists them")
                        .toException());
    }

    /** The latest apply, of this playbook where one is named. */
    public Optional<RecordedRun> lastApply(Optional<Path> playbook) {
        return all().stream()
                .filter(run -> run.command().equals("apply"))
                .filter(run -> playbook.isEmpty() || run.isOf(playbook.get()))
                .findFirst();
    }
}
