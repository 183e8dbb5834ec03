package com.foobar.deploy.value;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes a file of the controller in one step: a reader, or a run that is killed, never leaves or sees half of it. */
public final class AtomicFile {
    /** For what only its owner may read. */
    public static final String PRIVATE = "rw-------";

    private AtomicFile() {}

    /** What a fresh file gets before it is put in its place. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Path fresh) throws IOException;
    }

    /** @param permissions as {@code ls} shows them, less those that the umask takes */
    public static void write(Path file, byte[] content, String permissions) throws IOException {
        write(file, content, permissions, _ -> {});
    }

    /** As {@link #write(Path, byte[], String)}, and does something with the fresh file first. */
    public static void write(Path file, byte[] content, String permissions, Preparation preparation)
            throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        Path fresh = Files.createTempFile(directory, "." + file.getFileName(), ".new", mode);
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var buffer = java.nio.ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            preparation.prepare(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
