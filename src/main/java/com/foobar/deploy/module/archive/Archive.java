package com.foobar.deploy.module.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** An archive file of the controller: tar, plain or compressed by gzip, xz, bzip2 or zstd; or zip. */
public final class Archive {
    private static final Map<Stamp, List<ArchiveEntry>> KNOWN = new ConcurrentHashMap<>();

    private record Stamp(Path file, long size, FileTime modified) {}

    /** How the bytes of an archive start. */
    private enum Format {
        GZIP("1f8b"),
        XZ("fd377a585a00"),
        BZIP2("425a68"),
        ZSTD("28b52ffd"),
        ZIP("504b"),
        TAR("");

        private final String start;

        Format(String start) {
            this.start = start;
        }

        static Format of(Path file) throws IOException {
            try (InputStream stream = Files.newInputStream(file)) {
                String start = java.util.HexFormat.of().formatHex(stream.readNBytes(6));
                for (Format format : values()) {
                    if (start.startsWith(format.start)) {
                        return format;
                    }
                }
                return TAR;
            }
        }
    }

    private final Path file;
    private final Format format;

    private Archive(Path file, Format format) {
        this.file = file;
        this.format = format;
    }

    public static Archive open(Path file) {
        try {
            return new Archive(file, Format.of(file));
        } catch (IOException e) {
            throw ArchiveProblem.of(file, "cannot be read: " + e.getMessage());
        }
    }

    public boolean zip() {
        return format == Format.ZIP;
    }

    /**
     * All that is in it, hashed.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_READABLE where it is damaged, or a name leads out
     *     of the directory it is unpacked in
     */
    public List<ArchiveEntry> entries() {
        return members().stream()
                .map(ArchiveEntry::clean)
                .filter(entry -> !entry.name().isEmpty())
                .toList();
    }

    /**
     * What is wanted, under the names that it gets on the host.
     *
     * @param wanted sees the archive's own names
     */
    public List<ArchiveEntry> entries(Predicate<ArchiveEntry> wanted, TarNames names) {
        List<ArchiveEntry> entries = members().stream()
                .filter(entry -> !entry.clean().name().isEmpty() && wanted.test(entry.clean()))
                .flatMap(entry -> names.apply(entry).stream())
                .map(ArchiveEntry::clean)
                .filter(entry -> !entry.name().isEmpty())
                .toList();
        entries.forEach(this::refuseEscape);
        return entries;
    }

    /** As they are named in it. */
    private List<ArchiveEntry> members() {
        try {
            var stamp = new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
            List<ArchiveEntry> entries = KNOWN.get(stamp);
            if (entries == null) {
                entries = zip() ? ZipContent.entries(file) : tarEntries();
                entries.forEach(this::refuseEscape);
                KNOWN.put(stamp, entries);
            }
            return entries;
        } catch (IOException e) {
            throw ArchiveProblem.of(file, "is damaged: " + e.getMessage());
        }
    }

    private void refuseEscape(ArchiveEntry entry) {
        if (entry.name().startsWith("/") || List.of(entry.name().split("/")).contains("..")) {
            throw ArchiveProblem.of(file, "has a name that leads out of its directory: " + entry.name());
        }
    }

    private List<ArchiveEntry> tarEntries() throws IOException {
        try (InputStream stream = tar()) {
            return TarContent.entries(stream);
        }
    }

    /** The archive as plain tar, whatever it is; so a host needs no more than tar. */
    public InputStream tar() throws IOException {
        return switch (format) {
            case TAR -> new BufferedInputStream(Files.newInputStream(file));
            case GZIP -> new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 64 * 1024);
            case ZIP -> ZipContent.asTar(file);
            case XZ -> decompressed("xz");
            case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(Files.newInputStream(file)), true);
            case ZSTD -> decompressed("zstd");
        };
    }

    private InputStream decompressed(String program) {
        try {
            Process process = new ProcessBuilder(
                            program, "-dc", "--", file.toAbsolutePath().toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new BufferedInputStream(process.getInputStream());
        } catch (IOException _) {
            throw ArchiveProblem.of(file, "is compressed by " + program + ", which the controller does not have");
        }
    }
}
