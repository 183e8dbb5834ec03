package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import java.util.ArrayList;
import java.util.List;

/** The certificate of the load balancer is renewed, or is not. */
final class CertificateDrills {
    private static final String SITE = "playbooks/site.yml";
    private static final int LIFE_SECONDS = 60;
    private static final int SECONDS_TO_RENEW = 180;

    /** Port 9 is nobody's. */
    private static final String NO_SERVER = "tls_acme_directory=https://127.0.0.1:9/dir";

    private static final String SERVED = "echo show ssl cert /etc/haproxy/tls/site.pem"
            + " | socat - UNIX-CONNECT:/run/haproxy/admin.sock | grep '^SHA1 FingerPrint'";

    private static final String STATE = "grep '^result=' /var/lib/foobar-tls/state";

    /** The first name that an ACME server could know. */
    private static final String NAME = ". /etc/foobar-tls/settings; printf '%s\\n' $names"
            + " | grep '[a-z]$' | grep '\\.' | grep -v '^\\*' | head -n 1";

    private CertificateDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        24,
                        "renewal-fails",
                        "the ACME server is gone: the old certificate is served, the failure is seen, no failed GET",
                        CertificateDrills::renewalFails),
                new Drill(
                        31,
                        "renewal",
                        "certificates of a minute by an ACME server: renewed without a reload, no failed GET",
                        CertificateDrills::renewal));
    }

    private static void renewalFails(DrillSite site) {
        String host = site.hosts().balancer();
        needsCertificate(site, host);
        String before = site.text(host, SERVED);
        try (var load = site.load(0, 30)) {
            // A name that does not lead here is noticed before any server is asked.
            apply(site, host, NO_SERVER, "{\"tls_names\": [\"nowhere.invalid\"]}")
                    .exits(4)
                    .says("no certificate was asked for: nowhere.invalid");
            apply(site, host, NO_SERVER, "tls_acme_probe=false").exits(4).says("gives no certificate");
            check(!site.run(host, "systemctl start foobar-tls.service").ok(), "the timer's run did not fail");
            check(site.text(host, STATE).equals("result=failed"), "the failure was not noted");
            check(
                    site.text(host, "journalctl -t foobar-tls -p err -n 1 -o cat")
                            .startsWith("the certificate was not renewed: "),
                    "the failure is not in the journal");
            site.tool().run("verify", SITE, "-l", host).says("FAIL the last renewal did not fail");
            check(before.equals(site.text(host, SERVED)), "another certificate is served");
            site.finish(load).noReadFailed();
        } finally {
            back(site, host);
        }
        check(site.text(host, STATE).equals("result=ok"), "the failure is still noted");
        check(before.equals(site.text(host, SERVED)), "another certificate is served afterwards");
    }

    private static void renewal(DrillSite site) {
        String host = site.hosts().balancer();
        needsCertificate(site, host);
        String name = site.text(host, NAME);
        if (name.isEmpty()) {
            throw new DrillSkipped("needs a DNS name among `tls_names`");
        }
        try (var server = new AcmeServer(site, host)) {
            String authority = server.start(LIFE_SECONDS);
            try (var load = site.load(0, 100)) {
                apply(
                                site,
                                host,
                                "{\"tls_names\": [\"" + name + "\"]}",
                                "{\"tls_acme_ca\": \"" + authority.replace("\n", "\\n") + "\"}",
                                "tls_acme_directory=" + server.directory(),
                                "tls_acme_probe=false")
                        .exits(0);
                String reloads = site.text(host, "systemctl show -P ExecMainPID haproxy; pgrep -c -x haproxy");
                String first = site.text(host, SERVED);
                renewedAfter(site, host, first);
                renewedAfter(site, host, site.text(host, SERVED));
                check(
                        reloads.equals(site.text(
                                host, "systemctl show -P ExecMainPID haproxy; pgrep -c -x haproxy")),
                        "HAProxy was restarted or reloaded");
                site.finish(load).noReadFailed();
            }
        } finally {
            back(site, host);
        }
        check(site.text(host, STATE).equals("result=ok"), "the last renewal failed");
    }

    /** The timer comes twice a day; what it starts is started here, when it is due. */
    private static void renewedAfter(DrillSite site, String host, String certificate) {
        await("new certificate", SECONDS_TO_RENEW, () -> {
            site.text(host, "foobar-tls due >/dev/null || systemctl start foobar-tls.service");
            return !certificate.equals(site.text(host, SERVED));
        });
    }

    private static Tool.Outcome apply(DrillSite site, String host, String... variables) {
        var all = new ArrayList<>(List.of("apply", SITE, "-y", "-l", host));
        all.add("-etls_source=acme");
        all.add("-etls_acme_email=drill@example.org");
        all.add("-etls_acme_agreement=true");
        for (String variable : variables) {
            all.add("-e" + variable);
        }
        return site.tool().run(all.toArray(String[]::new));
    }

    /** As the inventory says. */
    private static void back(DrillSite site, String host) {
        site.tool().run("apply", SITE, "-y", "-l", host).exits(0);
    }

    private static void needsCertificate(DrillSite site, String host) {
        if (!site.run(host, "test -e /etc/foobar-tls/settings && " + SERVED).ok()) {
            throw new DrillSkipped("needs a certificate that HAProxy serves: `tls_source`");
        }
    }
}
