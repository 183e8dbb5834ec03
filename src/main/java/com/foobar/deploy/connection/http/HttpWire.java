package com.foobar.deploy.connection.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 on two streams, one exchange each (RFC 9112). What comes from the server is untrusted: all is bounded. */
final class HttpWire {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 256;

    /** Says where a body goes when the head of the response is known: that of a redirect goes nowhere. */
    @FunctionalInterface
    interface Sink {
        OutputStream forBodyOf(HttpResponse head) throws IOException;
    }

    private HttpWire() {}

    static void write(HttpRequest request, OutputStream output) throws IOException {
        var head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        if (!request.has("host")) {
            boolean usual = request.port() == (request.secure() ? 443 : 80);
            head.append("Host: ").append(request.uri().getHost());
            head.append(usual ? "" : ":" + request.port()).append("\r\n");
        }
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (!request.has("accept-encoding")) {
            head.append("Accept-Encoding: identity\r\n");
        }
        byte[] body = request.body().map(HttpRequest.Body::bytes).orElse(new byte[0]);
        if (request.body().isPresent() || request.method().matches("POST|PUT|PATCH")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        output.write(head.toString().getBytes(StandardCharsets.UTF_8));
        output.write(body);
        output.flush();
    }

    /** Reads the final response; interim ones are passed over. The body goes to {@code sink}. */
    static HttpResponse read(HttpRequest request, InputStream raw, Sink sink) throws IOException {
        var input = new BufferedInputStream(raw, 16 * 1024);
        while (true) {
            String status = line(input);
            if (!status.matches("HTTP/\\d(\\.\\d)? \\d{3}.*")) {
                throw new IOException("the server does not speak HTTP");
            }
            String[] words = status.split(" ", 3);
            int code = Integer.parseInt(words[1]);
            Map<String, List<String>> headers = headers(input);
            if (code >= 200 || code == 101) {
                String reason = words.length > 2 ? words[2] : "";
                var head = new HttpResponse(code, reason, headers, new byte[0], request.uri(), false);
                if (hasBody(request, code)) {
                    body(headers, input, sink.forBodyOf(head));
                }
                return head;
            }
        }
    }

    private static boolean hasBody(HttpRequest request, int code) {
        return !request.method().equals("HEAD") && code != 204 && code != 304;
    }

    private static Map<String, List<String>> headers(InputStream input) throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line(input);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the server sends more than " + MOST_HEADERS + " headers");
    }

    private static void body(Map<String, List<String>> headers, InputStream input, OutputStream sink)
            throws IOException {
        String coding = String.join(",", headers.getOrDefault("transfer-encoding", List.of()));
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (coding.toLowerCase(Locale.ROOT).contains("chunked")) {
            chunks(input, sink);
        } else if (!lengths.isEmpty()) {
            if (!lengths.getFirst().matches("\\d{1,18}")) {
                throw new IOException("the server sends a length that is no number");
            }
            copy(input, sink, Long.parseLong(lengths.getFirst()));
        } else {
            input.transferTo(sink);
        }
    }

    private static void chunks(InputStream input, OutputStream sink) throws IOException {
        while (true) {
            String size = line(input).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,15}")) {
                throw new IOException("the server sends a chunk without a size");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                headers(input);
                return;
            }
            copy(input, sink, length);
            line(input);
        }
    }

    private static void copy(InputStream input, OutputStream sink, long length) throws IOException {
        byte[] buffer = new byte[32 * 1024];
        long left = length;
        while (left > 0) {
            int count = input.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("the server hung up in the middle of the answer");
            }
            sink.write(buffer, 0, count);
            left -= count;
        }
    }

    private static String line(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up without an answer");
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("the server sends a line without an end");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
