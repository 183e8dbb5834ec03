package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Installed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The databases' endpoint (role mysql, {@code database-role}), with hosts on several loopback addresses. */
class DatabaseRoleTest {
    private static final String ROUTER = "127.0.0.2";
    private static final String OTHER_ROUTER = "127.0.0.3";
    private static final String STRANGER = "127.0.0.1";

    /** Hands over a socket as systemd does, at descriptor 3, and tells its port. */
    private static final String SYSTEMD = """
        use IO::Socket::INET; use POSIX ();
        $^F = 10;
        my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 0, Listen => 128) or die $!;
        $s->blocking(0);
        print $s->sockport, "\\n"; STDOUT->flush();
        POSIX::dup2(fileno $s, 3);
        exec 'perl', $ARGV[0];
        """;

    @TempDir
    Path folder;

    private final List<Socket> held = new ArrayList<>();
    private Process endpoint;
    private int port;

    @BeforeEach
    void start() throws IOException {
        Installed.assume("perl");
        Path server = program("server", "#!/bin/sh\nwhile read -r line; do echo 'primary 0'; done\n");
        String text = Files.readString(TestLab.PROJECT.resolve("roles/mysql/templates/database-role.mustache"))
                .replace("{{mysql_client}}", server.toString())
                .replace("{{mysql_endpoint_peers}}", ROUTER + " " + OTHER_ROUTER)
                .replace("{{mysql_endpoint_lag}}", "30")
                .replace("{{mysql_endpoint_interval}}", "0.1")
                .replace("{{mysql_heartbeat_row}}", "1")
                .replace("{{mysql_endpoint_query}}", "SELECT 1");
        Path launcher = program("systemd", SYSTEMD);
        endpoint = new ProcessBuilder(
                        "perl",
                        launcher.toString(),
                        program("database-role", text).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        port = Integer.parseInt(
                new BufferedReader(new InputStreamReader(endpoint.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
        if (endpoint != null) {
            endpoint.destroy();
        }
    }

    private Path program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aStrangerIsSentAwayAndTakesNobodysPlace() throws IOException {
        List<Socket> strangers = hold(STRANGER, 90);
        assertThat(asked(ROUTER)).startsWith("HTTP/1.1 200 OK");
        for (Socket stranger : strangers) {
            assertThat(said(stranger)).isEmpty();
        }
    }

    @Test
    void aHostOfTheSiteTakesNoOthersPlace() throws IOException {
        hold(OTHER_ROUTER, 300);
        assertThat(asked(ROUTER)).startsWith("HTTP/1.1 200 OK");
    }

    /** Connections on which nothing is said. */
    private List<Socket> hold(String from, int count) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int number = 0; number < count; number++) {
            Socket socket = connected(from);
            sockets.add(socket);
            held.add(socket);
        }
        return sockets;
    }

    private Socket connected(String from) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        socket.setSoTimeout(60_000);
        return socket;
    }

    private String asked(String from) throws IOException {
        try (Socket socket = connected(from)) {
            socket.getOutputStream()
                    .write("GET /primary HTTP/1.1\r\nHost: database\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return said(socket);
        }
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
