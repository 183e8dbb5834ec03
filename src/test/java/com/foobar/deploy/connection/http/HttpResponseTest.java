package com.foobar.deploy.connection.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpResponseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Connection refused                                                                        | true
            curl: (7) Failed to connect to 127.0.0.1 port 81 after 0 ms: Couldn't connect to server   | true
            curl: (28) Operation timed out after 1001 milliseconds with 0 bytes received              | false
            the answer ended too early                                                                | false
            """)
    void nobodyListened(String reason, boolean refused) {
        assertThat(HttpResponse.failed(URI.create("http://127.0.0.1:81/"), reason)
                        .refused())
                .isEqualTo(refused);
    }
}
