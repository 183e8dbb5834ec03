package com.foobar.deploy.connection.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param headers by their names as they are sent; may hold secrets
 * @param timeout for the whole exchange, redirects included
 * @param validate whether the server's certificate is checked
 */
public record HttpRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        Optional<Body> body,
        Duration timeout,
        Redirects redirects,
        boolean validate) {
    /** Which redirects are followed. */
    public enum Redirects {
        NONE,
        /** Of GET and HEAD only. */
        SAFE,
        ALL
    }

    /** What is sent. */
    public record Body(byte[] bytes) {
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Body that && java.util.Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }
    }

    public HttpRequest {
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("`" + method + "` is not an HTTP method");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new IllegalArgumentException("`" + uri + "` is not a http:// or https:// address");
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || value.matches("(?s).*[\\r\\n\\x00].*")) {
                throw new IllegalArgumentException("`" + name + "` is not a valid header");
            }
        });
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static HttpRequest get(URI uri) {
        return new HttpRequest("GET", uri, Map.of(), Optional.empty(), Duration.ofSeconds(30), Redirects.SAFE, true);
    }

    public boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : secure() ? 443 : 80;
    }

    /** The host's name or address without brackets. */
    public String host() {
        return uri.getHost().replaceAll("^\\[|]$", "");
    }

    /** What follows the method: path and query. */
    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    boolean has(String header) {
        return headers.keySet().stream().anyMatch(header::equalsIgnoreCase);
    }

    /** Headers may hold passwords. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
