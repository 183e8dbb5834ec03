package com.foobar.deploy.state.change;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of the controller that a host fills: it takes no more than was announced. */
final class LimitedOutput extends FilterOutputStream {
    /** A host may announce what it likes: no single file of one becomes larger here. */
    static final long LARGEST = 64L << 30;

    /** More came than may come. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;

        TooMuch(long limit) {
            super("more than " + limit + " bytes came");
        }
    }

    private final long limit;
    private long written;

    LimitedOutput(OutputStream output, long limit) {
        super(output);
        this.limit = limit;
    }

    /** Why a file of this size is not taken; the directory, or one above it, is there. */
    static Optional<String> refusal(String path, long size, Path folder) throws IOException {
        if (size > LARGEST) {
            return Optional.of(path + " is larger than " + (LARGEST >> 30) + " GiB, which is the most that is taken");
        }
        Path there = folder;
        for (Path up = folder; up != null && !Files.isDirectory(there); up = up.getParent()) {
            there = up;
        }
        long free = Files.getFileStore(there).getUsableSpace();
        return size > free
                ? Optional.of(path + " has " + size + " bytes, and the controller has room for " + free)
                : Optional.empty();
    }

    private void count(int length) throws TooMuch {
        written += length;
        if (written > limit) {
            throw new TooMuch(limit);
        }
    }

    @Override
    public void write(int b) throws IOException {
        count(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        count(length);
        out.write(bytes, offset, length);
    }
}
