package com.foobar.deploy.module.archive;

import com.foobar.deploy.module.archive.ArchiveEntry.Type;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip file, and how it becomes tar. */
final class ZipContent {
    private ZipContent() {}

    static List<ArchiveEntry> entries(Path file) throws IOException {
        Map<String, Integer> modes = ZipModes.read(file);
        var entries = new ArrayList<ArchiveEntry>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.add(entry(zip, entry, modes));
            }
        }
        return entries;
    }

    private static ArchiveEntry entry(ZipFile zip, ZipEntry entry, Map<String, Integer> modes) throws IOException {
        String name = entry.getName().replaceFirst("/+$", "");
        int mode = modes.getOrDefault(entry.getName(), 0);
        Optional<Integer> permissions = mode == 0 ? Optional.empty() : Optional.of(mode & 07777);
        if (entry.isDirectory()) {
            return new ArchiveEntry(name, Type.DIRECTORY, permissions, 0, Optional.empty(), "");
        }
        try (InputStream content = zip.getInputStream(entry)) {
            if ((mode & 0170000) == 0120000) {
                String target = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                return new ArchiveEntry(name, Type.LINK, permissions, 0, Optional.empty(), target);
            }
            MessageDigest digest = TarReader.digest();
            long size = new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            String hash = HexFormat.of().formatHex(digest.digest());
            return new ArchiveEntry(name, Type.FILE, permissions, size, Optional.of(hash), "");
        }
    }

    /** By way of a file, which is gone when the stream is closed. */
    static InputStream asTar(Path file) throws IOException {
        Path draft = Files.createTempFile("foobar-deploy", ".tar");
        try (var zip = new ZipFile(file.toFile());
                OutputStream output = Files.newOutputStream(draft, StandardOpenOption.TRUNCATE_EXISTING)) {
            var writer = new TarWriter(output);
            Map<String, Integer> modes = ZipModes.read(file);
            for (ZipEntry entry : zip.stream().toList()) {
                ArchiveEntry described = entry(zip, entry, modes);
                try (InputStream content = zip.getInputStream(entry)) {
                    writer.write(described, entry.getTime() / 1000, content);
                }
            }
            writer.finish();
        }
        return new FilterInputStream(Files.newInputStream(draft)) {
            @Override
            public void close() throws IOException {
                super.close();
                Files.deleteIfExists(draft);
            }
        };
    }
}
