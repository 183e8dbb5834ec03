package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.site.SiteClient.Answer;
import com.foobar.deploy.site.drill.SiteAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What clients and strangers that lie or are slow can do to the site. */
@Order(2)
@ResourceLock(SharedSite.MYSQL)
class EdgeIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    private static final List<String> WEBS = List.of("web-01", "web-02");
    private static final int ENDPOINT = 3380;

    /** More than one client may have (a quarter of the lab's 2,000). */
    private static final int SLOW = 560;

    /** Answers every request with the headers that it got, as the application would get them. */
    private static final String ECHO = """
        import http.server
        class Echo(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = str(self.headers).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        http.server.ThreadingHTTPServer(("127.0.0.1", 8000), Echo).serve_forever()
        """;

    private static SiteFixture site;
    private static SiteClient client;

    @BeforeAll
    static void apply() {
        site = SHARED.applied();
        client = new SiteClient(site);
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @BeforeEach
    void bothServe() {
        Await.until(
                "answers of both hosts",
                () -> IntStream.range(0, 4)
                        .mapToObj(_ -> client.get("/entries"))
                        .map(Answer::web)
                        .toList()
                        .containsAll(WEBS),
                () -> client.get("/entries").toString());
    }

    @Test
    void theApplicationGetsNoHeadersThatAClientForged() {
        for (String web : WEBS) {
            site.lab().text(web, "systemctl", "stop", "guestbook");
            site.lab().text(web, "systemd-run", "--unit=echo", "python3", "-c", ECHO);
        }
        try {
            // By the load balancer, and by a client that asks nginx itself, which the firewall lets nobody else do.
            boolean tls = site.edge().tls();
            assertNothingForged("lb-01", tls ? "https://localhost/" : "http://127.0.0.1/", tls ? "https" : "http");
            assertNothingForged("web-02", "http://" + site.lab().address("web-02") + "/", "http");
        } finally {
            for (String web : WEBS) {
                site.lab().text(web, "systemctl", "stop", "echo");
                site.lab().text(web, "systemctl", "start", "guestbook");
            }
        }
    }

    private static void assertNothingForged(String from, String url, String scheme) {
        var command = new ArrayList<>(List.of("curl", "--noproxy", "*", "-s", "-k", "-m", "20"));
        for (String name : List.of(
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X_Forwarded_Host",
                "X-Real-IP",
                "Forwarded",
                "X-Original-URL",
                "Proxy",
                "X-Request-Id")) {
            command.addAll(List.of("-H", name + ": forged"));
        }
        command.add(url);
        String[] request = command.toArray(String[]::new);
        Await.until(
                "answer with the headers",
                () -> site.lab().run(from, request).out().contains("X-Forwarded-For"),
                () -> site.lab().run(from, request).out());
        assertThat(site.lab().text(from, request))
                .as("from %s", from)
                .doesNotContain("forged")
                .contains("X-Forwarded-Proto: " + scheme + "\n", "X-Request-Id: ");
    }

    @Test
    void slowBodiesGetATimeoutWhileOthersAreServed() throws IOException {
        SiteAddress address = site.address();
        var slow = new ArrayList<Socket>();
        try {
            for (int number = 0; number < SLOW; number++) {
                slow.add(beginPost(address));
            }
            String[] another = site.get(site.lab().address("lb-01"), 10).toArray(String[]::new);
            assertThat(IntStream.range(0, 20).mapToObj(_ -> site.lab().text("web-01", another)))
                    .containsOnly("200");
            for (Socket socket : slow) {
                // Those above the limit of one client were closed at once.
                assertThat(said(socket)).matches("(?s)(HTTP/1\\.1 408 .*)?");
            }
        } finally {
            closeAll(slow);
        }
    }

    private static Socket beginPost(SiteAddress address) throws IOException {
        Socket socket = address.connect();
        socket.setSoTimeout(60_000);
        try {
            socket.getOutputStream().write("""
                POST /entries HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: 100\r
                \r
                {\
                """.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException | SSLException _) {
            // Closed by the other side; what it has said is read later.
        }
        return socket;
    }

    /** With a rule that lets them in: the endpoint itself has to send them away, too. */
    @Test
    void strangersAtTheEndpointStopNoWrites() throws IOException {
        String open = "--extra-vars={\"firewall_rules\": [{\"from\": \"any\", \"to\": \"db\", \"port\": 3380}]}";
        site.tool("apply", "--yes", "--tags=firewall", open).exits(0);
        try {
            assertStrangersStopNoWrites();
        } finally {
            site.tool("apply", "--yes", "--tags=firewall").exits(0);
        }
    }

    private static void assertStrangersStopNoWrites() throws IOException {
        var strangers = new ArrayList<Socket>();
        try {
            for (int number = 0; number < 90; number++) {
                for (String web : WEBS) {
                    var socket = new Socket();
                    strangers.add(socket);
                    socket.connect(new InetSocketAddress(site.lab().address(web), ENDPOINT));
                    socket.setSoTimeout(60_000);
                }
            }
            assertThat(IntStream.range(0, 100)
                            .mapToObj(_ -> client.post("/entries", """
                                {"author": "EdgeIT", "message": "a"}\
                                """).status()))
                    .containsOnly(201);
            for (Socket stranger : strangers) {
                assertThat(said(stranger)).isEmpty();
            }
        } finally {
            closeAll(strangers);
        }
    }

    /** Until the other side closes, or resets, the connection. */
    private static String said(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException | SSLException e) {
            return "";
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
