package com.foobar.deploy.connection.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom TLS trusts: the controller's authorities, those of a bundle, or everybody. */
final class TrustedAuthorities {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    private TrustedAuthorities() {}

    /** The JDK's own authorities. */
    static SSLContext controllers() throws GeneralSecurityException {
        return SSLContext.getDefault();
    }

    /** The authorities of a PEM bundle, such as the host's. */
    static SSLContext bundle(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher certificates = CERTIFICATE.matcher(pem);
        for (int i = 0; certificates.find(); i++) {
            byte[] bytes = certificates.group().getBytes(StandardCharsets.US_ASCII);
            store.setCertificateEntry("ca-" + i, factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return context(trust.getTrustManagers());
    }

    /** For {@code validate_certs: false}. */
    static SSLContext everybody() throws GeneralSecurityException {
        return context(new TrustManager[] {new Everybody()});
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, new SecureRandom());
        return context;
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
