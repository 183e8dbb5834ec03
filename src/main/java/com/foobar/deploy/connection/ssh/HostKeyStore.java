package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** The known_hosts files, each read once, and added to. Thread-safe. */
final class HostKeyStore {
    /** Any other name may be a pattern or several words there; a hash of it is neither. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.:%-]+|\\[[\\w.:%-]+]:\\d+");

    private final Map<Path, KnownHosts> read = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** All lines that may speak of this name, in the order of the files. */
    List<KnownHosts.Line> linesFor(List<Path> files, String name) {
        var lines = new ArrayList<KnownHosts.Line>();
        for (Path file : files) {
            known(file).lines().stream().filter(line -> line.isFor(name)).forEach(lines::add);
        }
        return lines;
    }

    private KnownHosts known(Path file) {
        lock.lock();
        try {
            return read.computeIfAbsent(file, KnownHosts::read);
        } finally {
            lock.unlock();
        }
    }

    /** Appends in one write, so that a line is there as a whole or not at all, whoever else appends. */
    void add(Path file, String name, HostKey key, boolean hash) throws IOException {
        lock.lock();
        try {
            KnownHosts before = KnownHosts.read(file);
            boolean hidden =
                    hash || before.hasHashedNames() || !PLAIN.matcher(name).matches();
            String written = hidden ? KnownHosts.hashed(salt(), name) : name;
            append(file, written + " " + key.type() + " " + key.base64() + "\n");
            read.put(file, KnownHosts.read(file));
        } finally {
            lock.unlock();
        }
    }

    private static void append(Path file, String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        String text = (endsWithLineFeed(file) ? "" : "\n") + line;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static boolean endsWithLineFeed(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return true;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() == '\n';
        }
    }

    private static byte[] salt() {
        byte[] salt = new byte[20];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
