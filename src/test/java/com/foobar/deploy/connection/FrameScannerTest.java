package com.foobar.deploy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private final StringBuilder seen = new StringBuilder();
    private final FrameScanner scanner = new FrameScanner("abc", new FrameScanner.Listener() {
        @Override
        public void content(byte[] bytes, int offset, int length) {
            seen.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void frame(String subject, String word) {
            seen.append('[').append(subject).append('=').append(word).append(']');
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void findsFramesHoweverTheStreamIsCut(int size) throws IOException {
        feed("x\n\nabc 1 0\n\nabc 2 7\ny\nab\nabc\nabc 3 skipped\n\nabcz", size);
        scanner.end();
        assertThat(seen).hasToString("x\n[1=0][2=7]y\nab\nabc[3=skipped]\nabcz");
    }

    @Test
    void keepsTheStartOfAFrameThatNeverCame() throws IOException {
        feed("tail\nabc", 100);
        scanner.end();
        assertThat(seen).hasToString("tail\nabc");
    }

    @Test
    void refusesAFrameWithoutEnd() {
        assertThatThrownBy(() -> feed("\nabc " + "9".repeat(1000), 1000)).isInstanceOf(IOException.class);
    }

    private void feed(String text, int size) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            scanner.accept(bytes, at, Math.min(size, bytes.length - at));
        }
    }
}
