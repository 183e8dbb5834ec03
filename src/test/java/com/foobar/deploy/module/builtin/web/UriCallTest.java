package com.foobar.deploy.module.builtin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.http.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UriCallTest {
    /** A header may be 64 KiB of bytes, each of which becomes two in UTF-8. */
    @Test
    void aResponseOfAnyLengthIsKept() {
        String text = "\u00e4".repeat(64 * 1024 - 1);
        var response = new HttpResponse(
                200,
                text,
                Map.of("x", List.of(text, "b")),
                new byte[] {1},
                URI.create("http://h/?" + "x".repeat(70_000)),
                true);
        HttpResponse kept = UriCall.decoded(new StepResult(0, UriCall.encoded(response), new byte[0], 0, 0));
        assertThat(kept.headers()).isEqualTo(response.headers());
        assertThat(kept.uri()).isEqualTo(response.uri());
        assertThat(kept.reason()).hasSize(1000);
        assertThat(kept.body()).isEqualTo(response.body());
    }
}
