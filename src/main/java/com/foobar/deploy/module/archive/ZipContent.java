package com.foobar.deploy.module.archive;

import com.foobar.deploy.module.archive.ArchiveEntry.Type;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip file, and how it becomes tar. */
final class ZipContent {
    private ZipContent() {}

    static List<ArchiveEntry> entries(Path file) throws IOException {
        var entries = new ArrayList<ArchiveEntry>();
        try (ZipFile zip = open(file)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                entries.add(described(zip, entry));
            }
        }
        return entries;
    }

    private static ZipFile open(Path file) throws IOException {
        return ZipFile.builder().setPath(file).get();
    }

    private static ArchiveEntry described(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        String name = entry.getName().replaceFirst("/+$", "");
        int mode = entry.getUnixMode();
        Optional<Integer> permissions = mode == 0 ? Optional.empty() : Optional.of(mode & 07777);
        if (entry.isDirectory()) {
            return new ArchiveEntry(name, Type.DIRECTORY, permissions, 0, Optional.empty(), "");
        }
        try (InputStream content = zip.getInputStream(entry)) {
            if (entry.isUnixSymlink()) {
                String target = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                return new ArchiveEntry(name, Type.LINK, permissions, 0, Optional.empty(), target);
            }
            ContentHash hash = ContentHash.of(content);
            return new ArchiveEntry(name, Type.FILE, permissions, hash.size(), Optional.of(hash.sha256()), "");
        }
    }

    /** By way of a file, which is gone when the stream is closed. */
    static InputStream asTar(Path file) throws IOException {
        Path draft = Files.createTempFile("foobar-deploy", ".tar");
        try (ZipFile zip = open(file);
                var tar = new TarArchiveOutputStream(
                        Files.newOutputStream(draft, StandardOpenOption.TRUNCATE_EXISTING), "UTF-8")) {
            // What GNU tar, busybox and bsdtar read.
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                copy(zip, entry, tar);
            }
        }
        return new FilterInputStream(Files.newInputStream(draft)) {
            @Override
            public void close() throws IOException {
                super.close();
                Files.deleteIfExists(draft);
            }
        };
    }

    private static void copy(ZipFile zip, ZipArchiveEntry entry, TarArchiveOutputStream tar) throws IOException {
        ArchiveEntry described = described(zip, entry);
        TarArchiveEntry header = header(described);
        header.setModTime(entry.getTime());
        tar.putArchiveEntry(header);
        if (described.type() == Type.FILE) {
            try (InputStream content = zip.getInputStream(entry)) {
                content.transferTo(tar);
            }
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(ArchiveEntry entry) {
        boolean directory = entry.type() == Type.DIRECTORY;
        TarArchiveEntry header;
        if (entry.type() == Type.LINK) {
            header = new TarArchiveEntry(entry.name(), TarConstants.LF_SYMLINK);
            header.setLinkName(entry.target());
        } else {
            header = new TarArchiveEntry(directory ? entry.name() + "/" : entry.name());
            header.setSize(entry.size());
        }
        header.setMode(entry.mode().orElse(directory ? 0755 : 0644));
        header.setUserName("root");
        header.setGroupName("root");
        return header;
    }
}
