package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code uri} writes goes the way of all files. */
class UriFileTest {
    @TempDir
    private Path folder = Path.of("");

    private final HttpServer server = serve();

    private static HttpServer serve() {
        HttpServer server = bound();
        server.createContext("/", exchange -> {
            byte[] body = "answer\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static HttpServer bound() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String playbook(String dest) {
        return """
            - hosts: one
              gather_facts: false
              tasks:
                - name: gets
                  uri: { url: "http://localhost:%d/page", dest: "{{ root }}/%s" }
            """.formatted(server.getAddress().getPort(), dest);
    }

    @Test
    void anOldFileKeepsItsModeAndAFifoStaysOne() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "old");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectory(folder.resolve("inner"));
        var fixture = new RunFixture(folder);
        fixture.apply(playbook("old"));
        assertThat(fixture.failures()).isEmpty();
        assertThat(old).hasContent("answer\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old)))
                .isEqualTo("rw-r-----");

        fixture.apply(playbook("inner"));
        assertThat(folder.resolve("inner/page")).hasContent("answer\n");

        new ProcessBuilder("mkfifo", folder.resolve("fifo").toString())
                .inheritIO()
                .start()
                .onExit()
                .join();
        fixture.apply(playbook("fifo"));
        assertThat(fixture.failures()).contains("is a fifo");
        assertThat(Files.isRegularFile(folder.resolve("fifo"))).isFalse();
    }
}
