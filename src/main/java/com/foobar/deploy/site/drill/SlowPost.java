package com.foobar.deploy.site.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A client that sends a byte of its body each second, and does not come to an end by itself. */
final class SlowPost {
    private static final int BETWEEN_BYTES_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HEAD = "POST /entries HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{";

    private SlowPost() {}

    /** So many at once; the first line that each of them was told, or how it ended. */
    static List<String> send(SiteAddress site, int clients) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<String>>();
            for (int number = 0; number < clients; number++) {
                running.add(threads.submit(() -> send(site)));
            }
            var answers = new ArrayList<String>();
            for (Future<String> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrillFailure("interrupted");
        }
    }

    private static String send(SiteAddress site) {
        try (Socket socket = site.connect()) {
            OutputStream out = socket.getOutputStream();
            socket.setSoTimeout(BETWEEN_BYTES_MILLIS);
            out.write(HEAD.formatted(site.url().getAuthority()).getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                try {
                    return String.valueOf(in.readLine());
                } catch (SocketTimeoutException _) {
                    out.write('x');
                }
            }
            return "no answer";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
