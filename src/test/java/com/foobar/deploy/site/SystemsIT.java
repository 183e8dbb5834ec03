package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.lab.LabSystems;
import com.foobar.deploy.site.SiteClient.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The site as the README's "your own servers" makes it, on hosts of Debian 12 and 13 whose folders for temporary files
 * take no programs, with an inventory of {@code init --site}; and what its edge is to withstand. It takes too long for every run: {@code -Dfoobar.systems=true -Dit.test=SystemsIT}.
 */
@TestMethodOrder(OrderAnnotation.class)
@EnabledIfSystemProperty(named = "foobar.systems", matches = "true")
class SystemsIT {
    private static final List<String> HOSTS = List.of("lb-01", "web-01", "web-02", "lb-02");
    private static final int ENDPOINT = 3380;

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

    private static TestLab lab;
    private static SiteFixture site;
    private static SiteClient client;

    @BeforeAll
    static void bringUp() {
        lab = new TestLab("it-mixed", 26081, HOSTS, LabSystems.of(List.of("bookworm", "web-02=trixie"), true));
        lab.up();
        Path mine = lab.options().home().resolve("mine");
        String password = lab.options().home().resolve("vault-password").toString();
        new CommandLineFixture(lab.options().home())
                .run("init", "--site", mine.toString(), "--vault-password-file", password)
                .exits(0);
        // What a container has no say in: its kernel's parameters, its /etc/hosts, its limit of open files.
        site = new SiteFixture(
                lab,
                mine.toString(),
                "{\"common_sysctl\": {}, \"common_hosts_file\": false}",
                "mysql_buffer_pool=64M haproxy_maxconn=2000 promote_force=true");
        site.option("--vault-password-file=" + password);
        site.grow("inventories/growing/lb-02.yml");
        client = new SiteClient(lab);
    }

    @AfterAll
    static void close() {
        client.close();
        site.close();
    }

    @Test
    @Order(1)
    void aSystemThatIsNotKnownIsNotTouched() {
        String release = "/usr/lib/os-release";
        lab.text("lb-02", "sh", "-c", "cp " + release + " /root/release; sed -i 's/^ID=.*/ID=arch/' " + release);
        site.tool("apply", "--yes", "--limit=lb-02").exits(4).says("lb-02 is arch 12", "docs/systems.md");
        assertThat(lab.run("lb-02", "sh", "-c", "command -v curl haproxy").out())
                .isEmpty();
        lab.text("lb-02", "cp", "/root/release", release);
    }

    @Test
    @Order(2)
    void isMadeOnceAndIsSound() {
        site.applies();
        site.findsNothingToDo();
        site.tool("verify").exits(0);
    }

    @Test
    @Order(3)
    void whatAClientSaysOfItselfDoesNotArrive() {
        for (String web : List.of("web-01", "web-02")) {
            lab.text(web, "systemctl", "stop", "guestbook");
            lab.text(web, "systemd-run", "--unit=echo", "python3", "-c", ECHO);
        }
        try {
            List<String> forged = List.of(
                    "X-Forwarded-For: 6.6.6.6",
                    "X-Forwarded-Host: forged",
                    "X-Forwarded-Proto: forged",
                    "X_Forwarded_Host: forged",
                    "X-Real-IP: forged",
                    "Forwarded: for=forged",
                    "X-Original-URL: /forged",
                    "Proxy: forged",
                    "X-Request-Id: forged");
            for (String from : List.of("lb-01", "web-01")) {
                var command = new ArrayList<>(List.of("curl", "--noproxy", "*", "-s", "-m", "20"));
                forged.forEach(header -> command.addAll(List.of("-H", header)));
                command.add("http://" + (from.equals("lb-01") ? "127.0.0.1" : address("web-02")) + "/");
                Await.until(
                        "answer with the headers",
                        () -> lab.run(from, command.toArray(String[]::new))
                                .out()
                                .contains("X-Forwarded-For"),
                        () -> lab.run(from, command.toArray(String[]::new)).out());
                assertThat(lab.text(from, command.toArray(String[]::new)))
                        .as("through %s", from)
                        .doesNotContain("forged", "6.6.6.6")
                        .contains("X-Forwarded-Proto: http\n", "X-Request-Id: ");
            }
        } finally {
            for (String web : List.of("web-01", "web-02")) {
                lab.text(web, "systemctl", "stop", "echo");
                lab.text(web, "systemctl", "start", "guestbook");
            }
        }
    }

    @Test
    @Order(4)
    void slowBodiesGetATimeoutWhileOthersAreServed() throws IOException {
        awaitServed();
        var slow = new ArrayList<Socket>();
        try {
            for (int number = 0; number < 60; number++) {
                Socket socket = new Socket("127.0.0.1", lab.options().httpPort());
                slow.add(socket);
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write("""
                    POST /entries HTTP/1.1\r
                    Host: site\r
                    Content-Type: application/json\r
                    Content-Length: 100\r
                    \r
                    {\
                    """.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(IntStream.range(0, 20)
                            .mapToObj(_ -> client.get("/entries").status()))
                    .containsOnly(200);
            for (Socket socket : slow) {
                assertThat(said(socket)).startsWith("HTTP/1.1 408 ");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    @Order(5)
    void strangersAtTheEndpointStopNoWrites() throws IOException {
        awaitServed();
        var strangers = new ArrayList<Socket>();
        try {
            for (int number = 0; number < 90; number++) {
                for (String web : List.of("web-01", "web-02")) {
                    var socket = new Socket();
                    socket.connect(new InetSocketAddress(address(web), ENDPOINT));
                    socket.setSoTimeout(60_000);
                    strangers.add(socket);
                }
            }
            List<Integer> written = IntStream.range(0, 100)
                    .mapToObj(_ -> client.post("/entries", "{\"author\": \"SystemsIT\", \"message\": \"a\"}")
                            .status())
                    .toList();
            assertThat(written).containsOnly(201);
            for (Socket stranger : strangers) {
                assertThat(said(stranger)).isEmpty();
            }
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    @Order(6)
    void aBalancerIsStartedAgainAfterItsConfigurationWasSpoilt() {
        for (int round = 0; round < 3; round++) {
            lab.text("lb-01", "sh", "-c", "echo nonsense >> /etc/haproxy/haproxy.cfg; systemctl stop haproxy");
            site.tool("apply", "--yes", "--limit=lb", "--tags=haproxy").exits(0);
            assertThat(lab.text("lb-01", "systemctl", "is-active", "haproxy")).isEqualTo("active");
        }
    }

    @Test
    @Order(7)
    void aDeadReplicaIsOneFinding() {
        lab.text("web-02", "systemctl", "stop", "mariadb");
        try {
            site.tool("verify").exits(6).says("1 failed", "as a consequence", "web-02");
        } finally {
            lab.text("web-02", "systemctl", "start", "mariadb");
        }
    }

    @Test
    @Order(8)
    void eachOfTheDatabasesCanBePromoted() {
        for (String host : List.of("web-02", "web-01")) {
            site.run("apply", "playbooks/promote.yml", "--yes", "--extra-vars=promote_host=" + host)
                    .exits(0);
            site.tool("verify").exits(0);
            site.findsNothingToDo();
        }
    }

    private static String address(String host) {
        return lab.options().subnet() + "." + (11 + HOSTS.indexOf(host));
    }

    private static void awaitServed() {
        Await.until(
                "answers of both hosts",
                () -> IntStream.range(0, 4)
                        .mapToObj(_ -> client.get("/entries"))
                        .map(Answer::web)
                        .toList()
                        .containsAll(List.of("web-01", "web-02")),
                () -> client.get("/entries").toString());
    }

    /** Until the other side closes, or resets, the connection. */
    private static String said(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }
}
