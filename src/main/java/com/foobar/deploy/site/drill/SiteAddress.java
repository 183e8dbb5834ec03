package com.foobar.deploy.site.drill;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a site answers.
 *
 * @param authority certificates of those who may have signed the site's, and nobody else; empty: whom the JDK knows
 */
public record SiteAddress(URI url, Optional<Path> authority) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public static SiteAddress of(URI url) {
        return new SiteAddress(url, Optional.empty());
    }

    public boolean tls() {
        return "https".equals(url.getScheme());
    }

    /** A client that believes the site's certificate. It speaks HTTP/1.1, one request at a time on a connection. */
    public HttpClient client() {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return (tls() ? client.sslContext(context()) : client).build();
    }

    private SSLContext context() {
        try {
            return authority.isPresent() ? trusting(authority.get()) : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bare connection for whoever does not speak as a client should. With TLS the handshake comes with what is sent first. */
    public Socket connect() throws IOException {
        int port = url.getPort() > 0 ? url.getPort() : tls() ? HTTPS : HTTP;
        if (!tls()) {
            return new Socket(url.getHost(), port);
        }
        return context().getSocketFactory().createSocket(url.getHost(), port);
    }

    private static SSLContext trusting(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
                known.setCertificateEntry("authority-" + known.size(), one);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the certificate of the site's authority, `" + file + "`, cannot be read: " + e.getMessage(), e);
        }
    }
}
