package com.foobar.deploy.module.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Unix modes in a zip file's central directory, which the JDK does not tell (APPNOTE.TXT 4.3.12). */
final class ZipModes {
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int UNIX = 3;

    private ZipModes() {}

    /** By name as written; empty where the file is of a kind that says nothing (zip64, made on Windows). */
    static Map<String, Integer> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer tail = read(channel, Math.max(channel.size() - END_SIZE - LONGEST_COMMENT, 0), channel.size());
            for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    long size = Integer.toUnsignedLong(tail.getInt(at + 12));
                    long from = Integer.toUnsignedLong(tail.getInt(at + 16));
                    boolean fits = from + size <= channel.size() && size < Integer.MAX_VALUE;
                    return fits ? modes(read(channel, from, from + size)) : Map.of();
                }
            }
            return Map.of();
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // Until all is there.
        }
        return buffer.flip();
    }

    private static Map<String, Integer> modes(ByteBuffer directory) {
        var modes = new HashMap<String, Integer>();
        int at = 0;
        while (at + 46 <= directory.limit() && directory.getInt(at) == ENTRY_SIGNATURE) {
            int nameLength = directory.getShort(at + 28) & 0xffff;
            int rest = (directory.getShort(at + 30) & 0xffff) + (directory.getShort(at + 32) & 0xffff);
            if (at + 46 + nameLength > directory.limit()) {
                return modes;
            }
            if ((directory.getShort(at + 4) >> 8 & 0xff) == UNIX) {
                byte[] name = new byte[nameLength];
                directory.get(at + 46, name);
                modes.put(new String(name, StandardCharsets.UTF_8), directory.getInt(at + 38) >>> 16);
            }
            at += 46 + nameLength + rest;
        }
        return modes;
    }
}
