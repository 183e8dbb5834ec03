package com.foobar.deploy.value.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of mode 0700 for a clear text that is being edited: in memory where the system has such a place. Closing it
 * overwrites and removes all that lies in it, what the editor left there too; so does the end of the process.
 */
public final class PrivateFolder implements AutoCloseable {
    private final Path folder;
    private final Thread atExit = new Thread(this::wipe, "wipe");

    private PrivateFolder(Path folder) {
        this.folder = folder;
    }

    /** @param environment is asked for {@code XDG_RUNTIME_DIR} */
    public static PrivateFolder create(Map<String, String> environment) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var made = new PrivateFolder(Files.createTempDirectory(parent(environment), "foobar-deploy-vault", mode));
        Runtime.getRuntime().addShutdownHook(made.atExit);
        return made;
    }

    private static Path parent(Map<String, String> environment) {
        return Stream.of(environment.get("XDG_RUNTIME_DIR"), "/dev/shm")
                .flatMap(name -> Optional.ofNullable(name).filter(given -> !given.isEmpty()).stream())
                .map(Path::of)
                .filter(path -> Files.isDirectory(path) && Files.isWritable(path))
                .findFirst()
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Writes a file of mode 0600. */
    public Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, content);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            return; // the process is ending: the hook wipes
        }
        wipe();
    }

    private void wipe() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.write(path, new byte[(int) Math.min(Files.size(path), Integer.MAX_VALUE / 2)]);
                }
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clear text in " + folder + " could not be removed", e);
        }
    }
}
