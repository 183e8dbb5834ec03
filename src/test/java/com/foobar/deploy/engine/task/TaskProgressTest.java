package com.foobar.deploy.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskProgressTest {
    private static final Event.TaskName TASK =
            new Event.TaskName("long", "shell", Optional.empty(), false, Place.of("site.yml"));

    private final List<Event> told = new ArrayList<>();
    private long now;

    private TaskProgress progress(boolean silent) {
        return new TaskProgress(told::add, TASK, "web-01", silent, () -> now);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsPrintedIsToldAtOnce() {
        progress(false).printed().printed(bytes("one\ntwo\n"), 4, 4);
        assertThat(told).containsExactly(new Event.Output(TASK, "web-01", "two\n"));
    }

    @Test
    void aSecretTaskPrintsNothing() {
        progress(true).printed().printed(bytes("canary"), 0, 6);
        assertThat(told).isEmpty();
    }

    @Test
    void ofAFloodOnlyAPartIsTold() {
        var watch = progress(false).printed();
        for (int i = 0; i < 1000; i++) {
            watch.printed(bytes("y\n".repeat(16_000)), 0, 32_000);
        }
        assertThat(told).hasSize(20);
        assertThat(((Event.Output) told.getFirst()).text()).hasSize(4096);
        now += 100_000_000;
        watch.printed(bytes("last\n"), 0, 5);
        assertThat(told).last().isEqualTo(new Event.Output(TASK, "web-01", "last\n"));
    }

    @Test
    void bytesOfATransferAreCounted() throws IOException {
        TaskProgress progress = progress(false);
        try (InputStream sent = progress.sent("write /a", new ByteArrayInputStream(new byte[1000]));
                OutputStream received = progress.received("fetch /b", new ByteArrayOutputStream())) {
            sent.readNBytes(400);
            now += 100_000_000;
            sent.readNBytes(100);
            received.write(new byte[7]);
        }
        assertThat(told)
                .containsExactly(
                        new Event.Transfer("web-01", "write /a", 500, 1000),
                        new Event.Transfer("web-01", "fetch /b", 7, -1));
    }
}
