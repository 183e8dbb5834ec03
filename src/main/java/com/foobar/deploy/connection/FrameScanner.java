package com.foobar.deploy.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a stream into content and frames. A frame is {@code \n<nonce> <word> <word>\n}; everything else is content and
 * passes as it is, whatever bytes it holds.
 */
final class FrameScanner {
    private static final Pattern WORDS = Pattern.compile("(\\d{1,18}|[a-z]{1,10}) (\\d{1,9}|[a-z][a-z-]{0,30})");
    private static final int LONGEST_HEADER = 256;

    /** The stream holds what the worker never sends. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what);
        }
    }

    /** Called in the order of the stream. */
    interface Listener {
        void content(byte[] bytes, int offset, int length) throws IOException;

        void frame(String subject, String word) throws IOException;
    }

    private final byte[] mark;
    private final Listener listener;
    private final StringBuilder header = new StringBuilder();
    private int matched;

    FrameScanner(String nonce, Listener listener) {
        this.mark = ("\n" + nonce + " ").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    void accept(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int position = offset;
        while (position < end) {
            position = matched == mark.length ? readHeader(bytes, position, end) : readContent(bytes, position, end);
        }
    }

    /** The end of the stream: what looked like the start of a frame was content. */
    void end() throws IOException {
        if (matched < mark.length) {
            flushMatched();
        }
    }

    private int readContent(byte[] bytes, int start, int end) throws IOException {
        int position = start;
        if (matched == 0) {
            while (position < end && bytes[position] != '\n') {
                position++;
            }
            if (position > start) {
                listener.content(bytes, start, position - start);
            }
            if (position == end) {
                return end;
            }
        }
        while (position < end && matched < mark.length && bytes[position] == mark[matched]) {
            matched++;
            position++;
        }
        if (position < end && matched < mark.length) {
            // The mark has a line feed at its start only, so no shorter match can end here.
            flushMatched();
        }
        return position;
    }

    private void flushMatched() throws IOException {
        if (matched > 0) {
            listener.content(mark, 0, matched);
            matched = 0;
        }
    }

    private int readHeader(byte[] bytes, int start, int end) throws IOException {
        int position = start;
        while (position < end && bytes[position] != '\n') {
            header.append((char) (bytes[position++] & 0xFF));
        }
        if (header.length() > LONGEST_HEADER) {
            throw new Damaged("it sent a damaged frame");
        }
        if (position == end) {
            return end;
        }
        Matcher words = WORDS.matcher(header);
        if (!words.matches()) {
            throw new Damaged("it sent a damaged frame");
        }
        String subject = words.group(1);
        String word = words.group(2);
        header.setLength(0);
        matched = 0;
        listener.frame(subject, word);
        return position + 1;
    }
}
