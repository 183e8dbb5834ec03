package com.foobar.deploy.site.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are believed. */
class SiteAddressTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    static Path folder;

    private static HttpsServer server;

    @BeforeAll
    static void serve() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KeyStore store = store("served", "dns:localhost");
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        certificate("served", store);
        certificate("other", store("other", "dns:localhost"));
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static KeyStore store(String name, String names) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool").toFile())
                .start();
        assertThat(tool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static void certificate(String name, KeyStore store) throws Exception {
        String text = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate(name).getEncoded());
        Files.writeString(
                folder.resolve(name), "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private static SiteAddress site(String host, String authority) {
        URI url = URI.create("https://" + host + ":" + server.getAddress().getPort());
        return new SiteAddress(url, Optional.of(folder.resolve(authority)));
    }

    private static int status(SiteAddress site, HttpClient client) throws IOException, InterruptedException {
        try (client) {
            HttpRequest request =
                    HttpRequest.newBuilder(site.url().resolve("/entries")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void theAuthorityThatIsNamedIsBelieved() throws Exception {
        SiteAddress site = site("localhost", "served");
        assertThat(site.tls()).isTrue();
        assertThat(status(site, site.client())).isEqualTo(204);
    }

    @Test
    void nobodyElseIsBelieved() {
        SiteAddress site = site("localhost", "other");
        assertThatThrownBy(() -> status(site, site.client())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aCertificateOfAnotherNameIsNotBelieved() {
        SiteAddress site = site("127.0.0.1", "served");
        assertThatThrownBy(() -> status(site, site.client())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void anAuthorityThatIsNotThereIsNamed() {
        SiteAddress site = site("localhost", "none");
        assertThatThrownBy(site::client)
                .hasMessageContaining(folder.resolve("none").toString());
    }
}
