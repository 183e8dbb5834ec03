package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.local.LocalConnector;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.TestQuestions;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.change.DownloadFile.Checksum;
import com.foobar.deploy.state.question.files.ChecksumQuestion.Algorithm;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.Digests;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go over a connection of their own, with this machine as the host. */
class TransfersTest {
    private static final byte[] BODY = "downloaded\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    private final LocalConnector connector = new LocalConnector();
    private final HostConnection connection = connector.open(ConnectionSettings.ssh("localhost"));
    private final HttpServer server = serve();

    private static HttpServer serve() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/file", exchange -> {
                boolean known = "v \"1\"".equals(exchange.getRequestHeaders().getFirst("X-Key"));
                exchange.sendResponseHeaders(known ? 200 : 403, known ? BODY.length : -1);
                if (known) {
                    exchange.getResponseBody().write(BODY);
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        connector.close();
    }

    private DownloadFile download(Path file, FileState before, Map<String, String> headers, Optional<Checksum> sum) {
        var plain = HttpRequest.get(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/file"));
        var request = new HttpRequest(
                "GET", plain.uri(), headers, Optional.empty(), plain.timeout(), HttpRequest.Redirects.SAFE, true);
        return new DownloadFile(
                request,
                file.toString(),
                before,
                sum,
                Optional.empty(),
                Optional.empty(),
                Optional.of(0640),
                false,
                false);
    }

    private static final Map<String, String> KEY = Map.of("X-Key", "v \"1\"");

    @Test
    void downloadsByCurlAndWithoutIt() throws IOException {
        Path file = folder.resolve("a b");
        var sum = Optional.of(new Checksum(Algorithm.MD5, Digests.of("MD5", BODY)));
        DownloadFile change = download(file, FileState.MISSING, KEY, sum);
        for (Transfer transfer : List.<Transfer>of(change::perform, change::throughController)) {
            StepResult result = transfer.run(connection, Become.NOBODY_ELSE);
            assertThat(result.errorText()).isEmpty();
            assertThat(result.text()).isEqualTo("got 200 " + Digests.sha256(BODY) + " 11\n");
            assertThat(Files.readAllBytes(file)).isEqualTo(BODY);
            assertThat(look(file).mode()).isEqualTo(0640);
            Files.delete(file);
        }
    }

    @Test
    void whatFailsLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        var wrong = Optional.of(new Checksum(Algorithm.SHA1, "00"));
        for (DownloadFile change : List.of(
                download(file, look(file), Map.of(), Optional.empty()), download(file, look(file), KEY, wrong))) {
            for (Transfer transfer : List.<Transfer>of(change::perform, change::throughController)) {
                StepResult result = transfer.run(connection, Become.NOBODY_ELSE);
                assertThat(result.rc()).isEqualTo(1);
                WorkerStep next = WorkerStep.changing(ShellText.lit("echo on"));
                assertThat(connection.worker(Become.NOBODY_ELSE).run(next).text())
                        .isEqualTo("on\n");
                assertThat(result.errorText()).containsAnyOf("403", "not the expected 00");
                assertThat(Files.readString(file)).isEqualTo("old");
                assertThat(folder.toFile().list()).containsExactly("f");
            }
        }
    }

    @Test
    void fetchesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("source"), "hello\n");
        Path dest = folder.resolve("host/etc/dest");
        String hash = look(file).sha256().orElseThrow();
        StepResult result = new FetchFile(file.toString(), dest, hash, 6).perform(connection, Become.NOBODY_ELSE);
        assertThat(result.ok()).isTrue();
        assertThat(Files.readString(dest)).isEqualTo("hello\n");

        Files.writeString(file, "other\n");
        StepResult stale = new FetchFile(file.toString(), dest, hash, 6).perform(connection, Become.NOBODY_ELSE);
        assertThat(stale.rc()).isEqualTo(HostChange.STALE);
        assertThat(Files.readString(dest)).isEqualTo("hello\n");
        assertThat(dest.getParent()).isDirectoryContaining(dest::equals);
    }

    /** A host that sends without end, or a file that grows, must not fill the controller's disk. */
    @Test
    void fetchTakesNoMoreThanTheHostAnnounced() throws IOException {
        Path dest = folder.resolve("dest");
        StepResult result = new FetchFile("/dev/zero", dest, "0", 100_000).perform(connection, Become.NOBODY_ELSE);
        assertThat(result.rc()).isEqualTo(HostChange.STALE);
        assertThat(result.errorText()).contains("grew while it was fetched");
        assertThat(folder).isEmptyDirectory();

        result = new FetchFile("/dev/zero", dest, "0", Long.MAX_VALUE).perform(connection, Become.NOBODY_ELSE);
        assertThat(result.rc()).isEqualTo(1);
        assertThat(result.errorText()).contains("larger than 64 GiB");
        assertThat(folder).isEmptyDirectory();
    }

    private static FileState look(Path file) {
        return TestQuestions.ask(TestShell.DASH, FileQuestion.content(file.toString()));
    }

    private interface Transfer {
        StepResult run(HostConnection connection, Become become) throws IOException;
    }

    @Test
    void theRequestIsMasked() {
        var change = download(folder.resolve("x"), FileState.MISSING, KEY, Optional.empty());
        assertThat(change.script(ShellText.lit("x\n")).toString()).doesNotContain("v \"1\"");
    }
}
