package com.foobar.deploy.module.archive;

import com.foobar.deploy.module.archive.ArchiveEntry.Type;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tar as POSIX.1-2001 (pax) and GNU tar write it. */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1024 * 1024;

    private final InputStream stream;
    private final Map<String, String> next = new HashMap<>();

    TarReader(InputStream stream) {
        this.stream = stream;
    }

    List<ArchiveEntry> entries() throws IOException {
        var entries = new ArrayList<ArchiveEntry>();
        for (byte[] header = stream.readNBytes(BLOCK); header.length == BLOCK; header = stream.readNBytes(BLOCK)) {
            if (empty(header)) {
                return entries;
            }
            check(header);
            char type = (char) header[156];
            long size = next.containsKey("size") ? Long.parseLong(next.get("size")) : number(header, 124, 12);
            switch (type) {
                case 'L' -> next.put("path", text(content(size)));
                case 'K' -> next.put("linkpath", text(content(size)));
                case 'x' -> extended(content(size));
                case 'g' -> skip(size);
                default -> entry(header, type, size).ifPresent(entries::add);
            }
        }
        throw new EOFException("it ends too early");
    }

    private static boolean empty(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("a header's checksum is wrong");
        }
    }

    private Optional<ArchiveEntry> entry(byte[] header, char kind, long size) throws IOException {
        String name = next.getOrDefault("path", name(header));
        String target = next.getOrDefault("linkpath", text(header, 157, 100));
        next.clear();
        Type type = switch (kind) {
            case '0', '\0', '7' -> name.endsWith("/") ? Type.DIRECTORY : Type.FILE;
            case '1' -> Type.HARD_LINK;
            case '2' -> Type.LINK;
            case '5' -> Type.DIRECTORY;
            default -> Type.OTHER;
        };
        Optional<String> hash = type == Type.FILE ? Optional.of(hash(size)) : Optional.empty();
        if (type != Type.FILE) {
            skip(size);
        }
        int mode = (int) number(header, 100, 8) & 07777;
        String plain = name.replaceFirst("/+$", "");
        return plain.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchiveEntry(plain, type, Optional.of(mode), size, hash, target));
    }

    private static String name(byte[] header) {
        boolean posix = text(header, 257, 6).startsWith("ustar") && header[263] != ' ';
        String prefix = posix ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Octal digits, or GNU's binary form for what does not fit. */
    private static long number(byte[] header, int from, int length) throws IOException {
        if ((header[from] & 0x80) != 0) {
            long value = header[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
            return value;
        }
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException _) {
            throw new IOException("`" + digits + "` is no number");
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    /** Records of "LENGTH KEY=VALUE" and a line break. */
    private void extended(byte[] records) throws IOException {
        int at = 0;
        while (at < records.length) {
            int blank = at;
            while (blank < records.length && records[blank] != ' ') {
                blank++;
            }
            try {
                int length = Integer.parseInt(new String(records, at, blank - at, StandardCharsets.UTF_8));
                String record = new String(records, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8);
                int sign = record.indexOf('=');
                next.put(record.substring(0, sign), record.substring(sign + 1));
                at += length;
            } catch (NumberFormatException | IndexOutOfBoundsException _) {
                throw new IOException("an extended header is not understood");
            }
        }
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_NAME) {
            throw new IOException("a name is too long");
        }
        byte[] bytes = stream.readNBytes((int) size);
        pad(size);
        return bytes;
    }

    private String hash(long size) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[64 * 1024];
        long left = size;
        while (left > 0) {
            int read = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("it ends too early");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        pad(size);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    private void skip(long size) throws IOException {
        stream.skipNBytes(size);
        pad(size);
    }

    private void pad(long size) throws IOException {
        stream.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }
}
