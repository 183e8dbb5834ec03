package com.foobar.deploy.module.archive;

import com.foobar.deploy.module.archive.ArchiveEntry.Type;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What a tar file holds. */
final class TarContent {
    private TarContent() {}

    static List<ArchiveEntry> entries(InputStream stream) throws IOException {
        var entries = new ArrayList<ArchiveEntry>();
        var watched = new TrailingZeros(stream);
        try (var tar = new TarArchiveInputStream(watched, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isCheckSumOK()) {
                    throw new IOException("a header's checksum is wrong");
                }
                described(tar, entry).ifPresent(entries::add);
            }
            // The library takes an archive that is cut off between two entries for a whole one.
            if (watched.count() < TarConstants.DEFAULT_RCDSIZE) {
                throw new EOFException("it ends too early");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return entries;
    }

    private static Optional<ArchiveEntry> described(TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException {
        String name = entry.getName().replaceFirst("/+$", "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Type type = type(entry);
        Optional<String> hash =
                type == Type.FILE ? Optional.of(ContentHash.of(tar).sha256()) : Optional.empty();
        Optional<Integer> mode = Optional.of(entry.getMode() & 07777);
        return Optional.of(new ArchiveEntry(name, type, mode, entry.getRealSize(), hash, entry.getLinkName()));
    }

    private static Type type(TarArchiveEntry entry) {
        if (entry.isSymbolicLink()) {
            return Type.LINK;
        }
        if (entry.isLink()) {
            return Type.HARD_LINK;
        }
        if (entry.isDirectory()) {
            return Type.DIRECTORY;
        }
        return entry.isFile() ? Type.FILE : Type.OTHER;
    }
}
