package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.builtin.files.ControllerFile.Checksums;
import com.foobar.deploy.value.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The hashes of the controller's large files. A file is hashed once, though it goes to many hosts and is decided on more
 * than once. The hashing for the transfer begins when the file is first looked at, and goes on while hosts are logged in
 * to and asked what they have.
 */
final class LargeFiles {
    private static final Map<Stamp, CompletableFuture<String>> SHA256 = new ConcurrentHashMap<>();
    private static final Map<Stamp, Checksums> CHECKSUMS = new ConcurrentHashMap<>();

    /** One file at a time; not by a virtual thread, which would keep one of the few carriers from the connections. */
    private static final Executor HASHING = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("hashing").daemon().unstarted(task));

    private record Stamp(Path file, long size, FileTime modified) {}

    private LargeFiles() {}

    /** Begins to hash the file, where that was not done before. */
    static CompletableFuture<String> sha256(Path file, long size) throws IOException {
        return SHA256.computeIfAbsent(stamp(file, size), _ -> begin(file));
    }

    /**
     * Waits for a hash.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_READABLE
     */
    static String await(Path file, CompletableFuture<String> hash) {
        try {
            return hash.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw ControllerFile.unreadable(file, unreadable);
            }
            throw failed;
        }
    }

    static Checksums checksums(Path file, long size) throws IOException {
        Stamp stamp = stamp(file, size);
        Checksums known = CHECKSUMS.get(stamp);
        if (known == null) {
            try (InputStream stream = Files.newInputStream(file)) {
                List<String> hashes = Digests.of(stream, "SHA-1", "MD5");
                known = new Checksums(hashes.getFirst(), hashes.getLast());
            }
            CHECKSUMS.put(stamp, known);
        }
        return known;
    }

    private static Stamp stamp(Path file, long size) throws IOException {
        return new Stamp(file, size, Files.getLastModifiedTime(file));
    }

    private static CompletableFuture<String> begin(Path file) {
        var hash = new CompletableFuture<String>();
        HASHING.execute(() -> {
            try (InputStream stream = Files.newInputStream(file)) {
                hash.complete(Digests.of(stream, "SHA-256").getFirst());
            } catch (IOException | RuntimeException failed) {
                hash.completeExceptionally(failed);
            }
        });
        return hash;
    }
}
