package com.foobar.deploy.module.archive;

import com.foobar.deploy.module.archive.ArchiveEntry.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes tar with GNU's long names, which GNU tar, busybox and bsdtar read. */
final class TarWriter {
    private static final int BLOCK = 512;

    private final OutputStream output;

    TarWriter(OutputStream output) {
        this.output = output;
    }

    void write(ArchiveEntry entry, long modified, InputStream content) throws IOException {
        String name = entry.type() == Type.DIRECTORY ? entry.name() + "/" : entry.name();
        boolean folder = entry.type() == Type.DIRECTORY;
        int mode = entry.mode().orElse(folder ? 0755 : 0644);
        longText(name, 'L');
        longText(entry.target(), 'K');
        switch (entry.type()) {
            case DIRECTORY -> header(name, "", '5', mode, 0, modified);
            case LINK -> header(name, entry.target(), '2', mode, 0, modified);
            case FILE -> {
                header(name, "", '0', mode, entry.size(), modified);
                long written = content.transferTo(output);
                if (written != entry.size()) {
                    throw new IOException(name + " has another size than it says");
                }
                pad(written);
            }
            case HARD_LINK, OTHER -> throw new IllegalArgumentException("a zip has no " + entry.type());
        }
    }

    private void longText(String text, char type) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 100) {
            header("././@LongLink", "", type, 0644, bytes.length + 1, 0);
            output.write(bytes);
            output.write(0);
            pad(bytes.length + 1);
        }
    }

    private void header(String name, String target, char type, int mode, long size, long modified) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, 100, name);
        put(header, 100, 7, String.format("%07o", mode));
        put(header, 108, 7, "0000000");
        put(header, 116, 7, "0000000");
        // 8 GiB and more do not fit; no zip without zip64 has that.
        put(header, 124, 11, String.format("%011o", size));
        put(header, 136, 11, String.format("%011o", Math.max(modified, 0)));
        put(header, 148, 8, "        ");
        header[156] = (byte) type;
        put(header, 157, 100, target);
        put(header, 257, 8, "ustar  ");
        put(header, 265, 32, "root");
        put(header, 297, 32, "root");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, 7, String.format("%06o", sum) + "\0");
        output.write(header);
    }

    private static void put(byte[] header, int at, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, length));
    }

    private void pad(long size) throws IOException {
        output.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    void finish() throws IOException {
        output.write(new byte[2 * BLOCK]);
    }
}
