package com.foobar.deploy.site.drill;

/** An ACME server for tests on the load balancer itself, which finds every name at its loopback address. */
final class AcmeServer implements AutoCloseable {
    private static final String PORT = "14000";
    private static final String FOLDER = "/run/drill-acme";

    private static final String INSTALLED = "command -v pebble pebble-challtestsrv";
    private static final String INSTALL = "apt-get update -qq; DEBIAN_FRONTEND=noninteractive"
            + " apt-get install -y -qq --no-install-recommends pebble >/dev/null";

    private static final String STOP = "systemctl stop drill-acme drill-acme-dns; rm -rf " + FOLDER;

    /** Prints the certificate that the server's own one is verified by: that one. */
    private static final String START = """
            set -e
            mkdir -p -m 700 %1$s && cd %1$s
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=drill \\
              -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem 2>/dev/null
            cat >config.json <<END
            {"pebble": {"listenAddress": "127.0.0.1:%2$s", "managementListenAddress": "127.0.0.1:15000",
            "certificate": "%1$s/cert.pem", "privateKey": "%1$s/key.pem", "httpPort": 80, "tlsPort": 443,
            "ocspResponderURL": "", "retryAfter": {"authz": 1, "order": 1}, "certificateValidityPeriod": %3$d}}
            END
            systemd-run -q --collect -u drill-acme-dns pebble-challtestsrv -dns01 127.0.0.1:8053 -http01 '' -https01 '' \\
              -tlsalpn01 '' -doh '' -management 127.0.0.1:8055 -defaultIPv4 127.0.0.1 -defaultIPv6 ''
            systemd-run -q --collect -u drill-acme -E PEBBLE_VA_NOSLEEP=1 \\
              pebble -config %1$s/config.json -dnsserver 127.0.0.1:8053
            cat cert.pem
            """;

    private static final int SECONDS_TO_START = 30;

    private final DrillSite site;
    private final String host;
    private boolean installed;

    AcmeServer(DrillSite site, String host) {
        this.site = site;
        this.host = host;
    }

    /**
     * @param lifeSeconds of the certificates
     * @return the certificate that clients verify the server by
     */
    String start(int lifeSeconds) {
        if (!site.run(host, INSTALLED).ok()) {
            installed = true;
            if (!site.run(host, INSTALL).ok()) {
                throw new DrillSkipped("needs the package pebble, which is not among the sources of " + host);
            }
        }
        site.run(host, STOP);
        String certificate = site.text(host, START.formatted(FOLDER, PORT, lifeSeconds));
        DrillSite.await(
                "ACME server",
                SECONDS_TO_START,
                () -> site.run(host, "curl -sk -o /dev/null " + directory()).ok());
        return certificate;
    }

    String directory() {
        return "https://127.0.0.1:" + PORT + "/dir";
    }

    @Override
    public void close() {
        site.run(host, STOP);
        if (installed) {
            site.run(host, "apt-get purge -y -qq pebble");
        }
    }
}
