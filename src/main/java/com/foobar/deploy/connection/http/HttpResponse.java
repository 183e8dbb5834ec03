package com.foobar.deploy.connection.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A response, or why there is none.
 *
 * @param status -1 where there is no answer; {@code reason} then says why
 * @param headers by lower-case names
 * @param uri the last one asked, after all redirects
 */
public record HttpResponse(
        int status, String reason, Map<String, List<String>> headers, byte[] body, URI uri, boolean redirected) {
    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse failed(URI uri, String why) {
        return new HttpResponse(-1, why, Map.of(), new byte[0], uri, false);
    }

    public boolean answered() {
        return status >= 0;
    }

    /** Nobody listened there, as systems say it, and curl by the number of its error. */
    public boolean refused() {
        return !answered()
                && (reason.toLowerCase(Locale.ROOT).contains("connection refused") || reason.contains("curl: (7)"));
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(values -> String.join(", ", values));
    }

    HttpResponse withUri(URI other, boolean wasRedirected) {
        return new HttpResponse(status, reason, headers, body, other, wasRedirected);
    }
}
