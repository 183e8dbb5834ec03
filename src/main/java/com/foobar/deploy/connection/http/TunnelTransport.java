package com.foobar.deploy.connection.http;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One exchange through a tunnel. Names are resolved by the host; its own authorities count besides the controller's. */
final class TunnelTransport {
    private final HostConnection connection;

    TunnelTransport(HostConnection connection) {
        this.connection = connection;
    }

    HttpResponse exchange(HttpRequest request, HttpWire.Sink sink, Duration left) throws IOException {
        if (!request.secure()) {
            return within(request, sink, left, Optional.empty());
        }
        try {
            if (!request.validate()) {
                return within(request, sink, left, Optional.of(TrustedAuthorities.everybody()));
            }
            try {
                return within(request, sink, left, Optional.of(TrustedAuthorities.controllers()));
            } catch (SSLHandshakeException e) {
                Optional<String> bundle = hostBundle();
                if (bundle.isEmpty()) {
                    throw e;
                }
                return within(request, sink, left, Optional.of(TrustedAuthorities.bundle(bundle.get())));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private Optional<String> hostBundle() {
        ShellText script = ShellText.lit("for f in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt "
                + "/etc/ssl/cert.pem; do [ -r \"$f\" ] && exec cat \"$f\"; done");
        String text = connection
                .worker(Become.NOBODY_ELSE)
                .run(WorkerStep.reading(script))
                .text();
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** A stream of a tunnel knows no timeout: when time is up the tunnel is closed under it. */
    private HttpResponse within(HttpRequest request, HttpWire.Sink sink, Duration left, Optional<SSLContext> tls)
            throws IOException {
        var open = new AtomicReference<HostConnection.Tunnel>();
        var result = new CompletableFuture<HttpResponse>();
        Thread worker = Thread.ofVirtual().name("http " + request.host()).start(() -> {
            try (HostConnection.Tunnel tunnel = connection.tunnel(request.host(), request.port())) {
                open.set(tunnel);
                result.complete(talk(request, tunnel, sink, tls));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            HostConnection.Tunnel tunnel = open.get();
            if (tunnel != null) {
                tunnel.close();
            }
            worker.interrupt();
            throw new IOException("timed out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static IOException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException known -> known;
            case RuntimeException known -> throw known;
            case Throwable other -> new IOException(other);
            case null -> new IOException(e);
        };
    }

    private static HttpResponse talk(
            HttpRequest request, HostConnection.Tunnel tunnel, HttpWire.Sink sink, Optional<SSLContext> tls)
            throws IOException {
        if (tls.isEmpty()) {
            HttpWire.write(request, tunnel.output());
            return HttpWire.read(request, tunnel.input(), sink);
        }
        Socket plain = new TunnelSocket(tunnel);
        try (SSLSocket socket =
                (SSLSocket) tls.get().getSocketFactory().createSocket(plain, request.host(), request.port(), true)) {
            if (request.validate()) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            HttpWire.write(request, socket.getOutputStream());
            return HttpWire.read(request, socket.getInputStream(), sink);
        }
    }
}
