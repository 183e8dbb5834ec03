package com.foobar.deploy.module.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the zero bytes at the end of what was read: a whole tar file ends in a record of them. */
final class TrailingZeros extends FilterInputStream {
    private long count;

    TrailingZeros(InputStream stream) {
        super(stream);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count = read == 0 ? count + 1 : 0;
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = offset; i < offset + read; i++) {
            count = bytes[i] == 0 ? count + 1 : 0;
        }
        return read;
    }

    /** By reading, since what is skipped is not seen. */
    @Override
    public long skip(long wanted) throws IOException {
        byte[] skipped = new byte[(int) Math.clamp(wanted, 0, 64 * 1024)];
        return Math.max(read(skipped, 0, skipped.length), 0);
    }
}
