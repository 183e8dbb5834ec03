package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Timings.Phase;
import com.foobar.deploy.engine.event.Timings.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimingsTextTest {
    private static final long MS = 1_000_000;

    @Test
    void showsTheRunAndARowPerHost() {
        List<Span> spans = List.of(
                new Span(Optional.empty(), Phase.START, 0, 120 * MS, 0),
                new Span(Optional.empty(), Phase.LOAD, 120 * MS, 60 * MS, 1),
                new Span(Optional.empty(), Phase.LOAD, 180 * MS, 20 * MS, 1),
                new Span(Optional.of("web-01"), Phase.CONNECT, 200 * MS, 90 * MS, 1),
                new Span(Optional.of("web-01"), Phase.READ, 290 * MS, 40 * MS, 31),
                new Span(Optional.of("web-01"), Phase.READ, 340 * MS, 11 * MS, 4),
                new Span(Optional.empty(), Phase.CLOSE, 400 * MS, 5 * MS, 0));

        assertThat(TimingsText.of(spans, 410 * MS)).isEqualTo("""
            timings (ms)  start 120  load 80  close 5  total 410
              web-01                connect 1 x 90  look ahead 0 x 0  read 2 x 51 (35)  change 0 x 0 (0)
            """);
    }
}
