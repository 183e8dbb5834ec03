package com.foobar.deploy.connection;

import java.io.ByteArrayOutputStream;

/** Keeps the first bytes up to a limit and counts the rest. */
final class BoundedBytes {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long dropped;

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    void add(byte[] bytes, int offset, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(bytes, offset, room);
        dropped += length - room;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    long dropped() {
        return dropped;
    }
}
