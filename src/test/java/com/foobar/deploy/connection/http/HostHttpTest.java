package com.foobar.deploy.connection.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.local.LocalConnector;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostHttpTest {
    private final LocalConnector connector = new LocalConnector();
    private HostHttp http;
    private HttpServer server;
    private String base;

    @BeforeEach
    void serve() throws IOException {
        HostConnection connection = connector.open(ConnectionSettings.ssh("localhost"));
        http = new HostHttp(connection, Become.NOBODY_ELSE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", HostHttpTest::echo);
        server.createContext("/old", exchange -> redirect(exchange, 302, "/new?x=1"));
        server.createContext("/kept", exchange -> redirect(exchange, 307, "/new"));
        server.createContext("/bad", exchange -> redirect(exchange, 302, "http://[bad"));
        server.createContext("/mail", exchange -> redirect(exchange, 302, "mailto:a@b"));
        server.createContext("/round", exchange -> redirect(exchange, 301, "/round"));
        server.createContext("/chunks", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 1000; i++) {
                    body.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
            }
        });
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        connector.close();
    }

    private static void redirect(HttpExchange exchange, int code, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        byte[] body = "moved".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String said = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("X-Test") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] body = said.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Set-Cookie", "a=1");
        exchange.getResponseHeaders().add("Set-Cookie", "b=2");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private HttpRequest request(String method, String path, Optional<String> body, HttpRequest.Redirects redirects) {
        return new HttpRequest(
                method,
                URI.create(base + path),
                Map.of("X-Test", "yes"),
                body.map(text -> new HttpRequest.Body(text.getBytes(StandardCharsets.UTF_8))),
                Duration.ofSeconds(10),
                redirects,
                true);
    }

    private static String text(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aBodyGoesThereAndComesBack() {
        HttpResponse response =
                http.send(request("POST", "/a%20b?c=d", Optional.of("ä=1"), HttpRequest.Redirects.SAFE));
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("POST /a%20b?c=d yes ä=1");
        assertThat(response.header("set-cookie")).contains("a=1, b=2");
        assertThat(response.redirected()).isFalse();
    }

    @Test
    void headHasNoBody() {
        HttpResponse response = http.send(request("HEAD", "/", Optional.empty(), HttpRequest.Redirects.SAFE));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void chunksAreJoined() {
        var sink = new ByteArrayOutputStream();
        HttpResponse response = http.send(HttpRequest.get(URI.create(base + "/chunks")), sink);
        assertThat(response.status()).isEqualTo(200);
        assertThat(sink.toString(StandardCharsets.UTF_8))
                .startsWith("line 0\nline 1\n")
                .endsWith("line 999\n");
    }

    @Test
    void redirectsOfReadingRequestsAreFollowed() {
        HttpResponse response = http.send(request("GET", "/old", Optional.empty(), HttpRequest.Redirects.SAFE));
        assertThat(text(response)).isEqualTo("GET /new?x=1 yes ");
        assertThat(response.redirected()).isTrue();
        assertThat(response.uri()).hasPath("/new");
    }

    @Test
    void redirectsToWhatIsNoAddressFail() {
        for (String path : List.of("/bad", "/mail")) {
            HttpResponse response = http.send(request("GET", path, Optional.empty(), HttpRequest.Redirects.SAFE));
            assertThat(response.answered()).isFalse();
            assertThat(response.reason()).contains("redirects to what is no http://");
        }
    }

    @Test
    void redirectsOfOthersAreFollowedWhereDesired() {
        assertThat(http.send(request("POST", "/old", Optional.of("x"), HttpRequest.Redirects.SAFE))
                        .status())
                .isEqualTo(302);
        assertThat(text(http.send(request("POST", "/old", Optional.of("x"), HttpRequest.Redirects.ALL))))
                .isEqualTo("GET /new?x=1 yes ");
        assertThat(text(http.send(request("POST", "/kept", Optional.of("x"), HttpRequest.Redirects.ALL))))
                .isEqualTo("POST /new yes x");
        assertThat(http.send(request("GET", "/old", Optional.empty(), HttpRequest.Redirects.NONE))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void redirectsWithoutEndFail() {
        HttpResponse response = http.send(request("GET", "/round", Optional.empty(), HttpRequest.Redirects.ALL));
        assertThat(response.answered()).isFalse();
        assertThat(response.reason()).contains("redirects");
    }

    @Test
    void aRefusedConnectionIsAnAnswer() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        HttpResponse response = http.send(HttpRequest.get(URI.create("http://127.0.0.1:" + port + "/")));
        assertThat(response.status()).isEqualTo(-1);
        assertThat(response.reason()).containsIgnoringCase("refused");
        assertThat(response.refused()).isTrue();
    }

    @Test
    void silenceEndsInTime() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var request = new HttpRequest(
                    "GET",
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                    Map.of(),
                    Optional.empty(),
                    Duration.ofMillis(200),
                    HttpRequest.Redirects.SAFE,
                    true);
            assertThat(http.send(request).reason()).isEqualTo("timed out");
        }
    }

    @Test
    void noiseIsNoHttp() throws IOException {
        try (var noisy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = noisy.accept()) {
                    socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            HttpResponse response =
                    http.send(HttpRequest.get(URI.create("http://127.0.0.1:" + noisy.getLocalPort() + "/")));
            assertThat(response.reason()).contains("does not speak HTTP");
        }
    }

    @Test
    void certificatesAreCheckedUnlessToldOtherwise(@TempDir Path folder) throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
        secure.createContext("/", HostHttpTest::echo);
        secure.start();
        try {
            URI uri = URI.create("https://127.0.0.1:" + secure.getAddress().getPort() + "/");
            HttpRequest checked = HttpRequest.get(uri);
            assertThat(http.send(checked).reason()).startsWith("TLS: ");
            var unchecked = new HttpRequest(
                    "GET", uri, Map.of(), Optional.empty(), Duration.ofSeconds(10), HttpRequest.Redirects.SAFE, false);
            assertThat(text(http.send(unchecked))).isEqualTo("GET / null ");
        } finally {
            secure.stop(0);
        }
    }

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path file = folder.resolve("key.p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-alias",
                        "key",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
        assertThat(status).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var input = Files.newInputStream(file)) {
            store.load(input, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, new SecureRandom());
        return context;
    }
}
