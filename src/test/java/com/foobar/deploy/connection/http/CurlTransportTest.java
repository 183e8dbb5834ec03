package com.foobar.deploy.connection.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurlTransportTest {
    @Test
    void theRequestGoesThroughStandardInput() {
        var request = new HttpRequest(
                "PUT",
                URI.create("http://h:81/x?y"),
                Map.of("Authorization", "Basic \"x\\"),
                Optional.of(new HttpRequest.Body("a\n\"b\"".getBytes(StandardCharsets.UTF_8))),
                Duration.ofSeconds(30),
                HttpRequest.Redirects.NONE,
                false);
        var script = CurlTransport.script(request, Duration.ofMillis(7500));
        assertThat(script.reveal()).isEqualTo("""
            command -v curl >/dev/null 2>&1 || exit 127
            printf '%s' 'url = "http://h:81/x?y"
            request = PUT
            header = "Authorization: Basic \\"x\\\\"
            data-binary = "a\\n\\"b\\""
            insecure
            ' | curl -q -sS -i --raw --http1.1 --globoff --max-time 7 -K -\
            """);
        assertThat(script.toString()).doesNotContain("Authorization");
    }
}
