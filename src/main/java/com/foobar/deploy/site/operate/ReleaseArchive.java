package com.foobar.deploy.site.operate;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What is to be released, as an archive on the controller.
 *
 * @param id the name of its directory below {@code releases}
 */
public record ReleaseArchive(String id, Path file) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss").withZone(ZoneOffset.UTC);

    /**
     * A directory is packed whole; a file must be an archive; anything else is a revision of the git repository that this
     * runs in.
     *
     * @param folder where the archive is written
     */
    public static ReleaseArchive of(String pathOrRef, Path folder, Instant now) {
        Path path = Path.of(pathOrRef);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Files.isDirectory(path)) {
            Path file = folder.resolve(TIME.format(now) + ".tar.gz").toAbsolutePath();
            output(List.of("tar", "-C", path.toString(), "-czf", file.toString(), "."));
            return new ReleaseArchive(TIME.format(now), file);
        }
        if (Files.isRegularFile(path)) {
            return new ReleaseArchive(TIME.format(now), path.toAbsolutePath());
        }
        String revision =
                output(List.of("git", "rev-parse", "--verify", "--quiet", "--short=12", pathOrRef + "^{commit}"));
        Path file = folder.resolve(revision + ".tar.gz").toAbsolutePath();
        output(List.of("git", "archive", "--format=tar.gz", "-o", file.toString(), revision));
        return new ReleaseArchive(revision, file);
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw Diagnostic.of(
                                ErrorCode.FILE_NOT_FOUND,
                                "`" + command.getLast().replace("^{commit}", "")
                                        + "` is no directory, no archive, and no revision that git can pack")
                        .toException();
            }
            return text;
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "`" + command.getFirst() + "` cannot be run here")
                    .toException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
