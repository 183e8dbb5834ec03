package com.foobar.deploy.connection.http;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Makes HTTP requests from a host: host names and {@code localhost} mean what they mean there. Nothing is needed on the
 * host; where its SSH server forbids forwarding, its curl is used if it has one.
 */
public final class HostHttp {
    private static final int MOST_REDIRECTS = 10;

    /** A larger answer is not kept in memory: 64 MiB. */
    private static final int LIMIT = 64 * 1024 * 1024;

    private final HostConnection connection;
    private final Become become;

    public HostHttp(HostConnection connection, Become become) {
        this.connection = connection;
        this.become = become;
    }

    /** The response with its body; one with status -1 where none came. */
    public HttpResponse send(HttpRequest request) {
        var body = new Bounded();
        HttpResponse response = send(request, body);
        return new HttpResponse(
                response.status(),
                response.reason(),
                response.headers(),
                body.toByteArray(),
                response.uri(),
                response.redirected());
    }

    /** The same, with the last response's body written to {@code sink}; memory use is constant. */
    public HttpResponse send(HttpRequest request, OutputStream sink) {
        Instant end = Instant.now().plus(request.timeout());
        HttpRequest current = request;
        try {
            for (int i = 0; i <= MOST_REDIRECTS; i++) {
                HttpRequest asked = current;
                HttpWire.Sink target = head -> next(asked, head).isPresent() ? OutputStream.nullOutputStream() : sink;
                HttpResponse response = once(current, target, Duration.between(Instant.now(), end));
                Optional<HttpRequest> next = next(current, response);
                if (next.isEmpty()) {
                    return response.withUri(current.uri(), i > 0);
                }
                current = next.get();
            }
            return HttpResponse.failed(current.uri(), "more than " + MOST_REDIRECTS + " redirects");
        } catch (IOException e) {
            return HttpResponse.failed(current.uri(), why(e));
        } catch (java.io.UncheckedIOException e) {
            return HttpResponse.failed(
                    current.uri(), String.valueOf(e.getMessage()).replaceFirst("^java.io.IOException: ", ""));
        } catch (DeployException e) {
            if (e.diagnostic().code() != ErrorCode.CONNECTION_FAILED) {
                throw e;
            }
            return HttpResponse.failed(current.uri(), e.diagnostic().message());
        }
    }

    private static String why(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof SSLException ? "TLS: " + message : message;
    }

    private HttpResponse once(HttpRequest request, HttpWire.Sink sink, Duration left) throws IOException {
        try {
            return new TunnelTransport(connection).exchange(request, sink, left);
        } catch (DeployException e) {
            if (!e.diagnostic().message().toLowerCase(Locale.ROOT).contains("prohibited")) {
                throw e;
            }
            return new CurlTransport(connection, become).exchange(request, sink, left);
        }
    }

    /** Where a redirect leads. Credentials are not sent on to another host. */
    private static Optional<HttpRequest> next(HttpRequest request, HttpResponse response) throws IOException {
        try {
            return redirected(request, response);
        } catch (IllegalArgumentException _) {
            throw new IOException("the server redirects to what is no http:// or https:// address");
        }
    }

    private static Optional<HttpRequest> redirected(HttpRequest request, HttpResponse response) {
        boolean redirect = switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.header("location").isPresent();
            default -> false;
        };
        boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
        boolean follow = switch (request.redirects()) {
            case NONE -> false;
            case SAFE -> safe;
            case ALL -> true;
        };
        if (!redirect || !follow) {
            return Optional.empty();
        }
        URI target = request.uri().resolve(response.header("location").orElseThrow());
        boolean keeps = response.status() == 307 || response.status() == 308 || safe;
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.keySet().removeIf("host"::equalsIgnoreCase);
        if (!request.uri().getHost().equalsIgnoreCase(target.getHost())) {
            headers.keySet().removeIf(name -> name.matches("(?i)authorization|cookie|proxy-authorization"));
        }
        if (!keeps) {
            headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
        }
        return Optional.of(new HttpRequest(
                keeps ? request.method() : "GET",
                target,
                headers,
                keeps ? request.body() : Optional.empty(),
                request.timeout(),
                request.redirects(),
                request.validate()));
    }

    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (size() + length > LIMIT) {
                throw new java.io.UncheckedIOException(new IOException("the answer is larger than 64 MiB"));
            }
            super.write(bytes, offset, length);
        }
    }
}
