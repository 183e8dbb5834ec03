package com.foobar.deploy.connection.http;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.value.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One exchange by the host's own curl, for hosts whose SSH server forwards nothing. The request goes through standard
 * input as a configuration: headers and bodies may hold passwords.
 */
final class CurlTransport {
    private final HostConnection connection;
    private final Become become;

    CurlTransport(HostConnection connection, Become become) {
        this.connection = connection;
        this.become = become;
    }

    HttpResponse exchange(HttpRequest request, HttpWire.Sink sink, Duration left) throws IOException {
        StepResult result = connection.worker(become).run(WorkerStep.reading(script(request, left)));
        if (result.rc() == 127) {
            throw new IOException(
                    "the host's SSH server forwards no connections (AllowTcpForwarding), and the host has no "
                            + "curl to fall back to");
        }
        if (!result.ok()) {
            throw new IOException(result.errorText().strip());
        }
        return HttpWire.read(request, new ByteArrayInputStream(result.out()), sink);
    }

    static ShellText script(HttpRequest request, Duration left) {
        var settings = new StringBuilder("url = " + quoted(request.uri().toString()) + "\n");
        settings.append(request.method().equals("HEAD") ? "head\n" : "request = " + request.method() + "\n");
        request.headers()
                .forEach((name, value) -> settings.append("header = ")
                        .append(quoted(name + ": " + value))
                        .append('\n'));
        request.body()
                .ifPresent(body -> settings.append("data-binary = ")
                        .append(quoted(new String(body.bytes(), StandardCharsets.UTF_8)))
                        .append('\n'));
        if (!request.validate()) {
            settings.append("insecure\n");
        }
        return ShellText.lit("command -v curl >/dev/null 2>&1 || exit 127\nprintf '%s'")
                .secretArg(new Secret(settings.toString()))
                .and(" | curl -q -sS -i --raw --http1.1 --globoff --max-time")
                .arg(Math.max(1, left.toSeconds()))
                .and(" -K -");
    }

    /** A quoted value of a curl configuration. */
    private static String quoted(String value) {
        return "\""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }
}
