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
    private static final String NO_SERVER = "-etls_acme_directory=https://127.0.0.1:9/dir";

    private static final String NO_PROBE = "-etls_acme_probe=false";

    private static final String SERVED = "echo show ssl cert /etc/haproxy/tls/site.pem"
            + " | socat - UNIX-CONNECT:/run/haproxy/admin.sock | grep '^SHA1 FingerPrint'";

    private static final String STATE = "grep '^result=' /var/lib/foobar-tls/state";

    private static final String NAMES = ". /etc/foobar-tls/settings; printf '%s\\n' $names";

    private static final String FORM = "[A-Za-z0-9.:*-]{1,253}";

    /** The first name that an ACME server could know. */
    private static final String NAME = NAMES + " | grep '[a-z]$' | grep '\\.' | grep -v '^\\*' | head -n 1";

    private static final String WORKER = "echo show info | socat - UNIX-CONNECT:/run/haproxy/admin.sock | grep '^Pid:'";

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
        String name = dnsName(site, host);
        String before = site.text(host, SERVED);
        try (var load = site.load(0, 30)) {
            // A name that does not lead here is noticed before any server is asked.
            apply(site, host, "-ttls", NO_SERVER, variable("tls_names", List.of("nowhere.invalid")))
                    .exits(4)
                    .says("no certificate was asked for: nowhere.invalid");
            apply(site, host, "-ttls", variable("tls_names", List.of(name)), NO_SERVER, NO_PROBE)
                    .exits(4)
                    .says("gives no certificate");
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
        String name = dnsName(site, host);
        List<String> names = site.text(host, NAMES).lines().toList();
        check(names.stream().allMatch(one -> one.matches(FORM)), "expected names, seen " + names);
        try (var server = new AcmeServer(site, host)) {
            String authority = server.start(LIFE_SECONDS);
            try (var load = new HandshakeLoad(site, host, name, 100)) {
                apply(
                                site,
                                host,
                                variable("tls_names", List.of(name)),
                                // Those who ask for the site by its other names go on getting it.
                                variable("haproxy_names", names),
                                "-e{\"tls_acme_ca\": \"" + authority.replace("\n", "\\n") + "\"}",
                                "-etls_acme_directory=" + server.directory(),
                                NO_PROBE)
                        .exits(0);
                String worker = site.text(host, WORKER);
                renewedAfter(site, host, site.text(host, SERVED));
                renewedAfter(site, host, site.text(host, SERVED));
                check(worker.equals(site.text(host, WORKER)), "HAProxy was restarted or reloaded");
                site.finish(load).noReadFailed();
            }
        } finally {
            back(site, host);
        }
        check(site.text(host, STATE).equals("result=ok"), "the last renewal failed");
    }

    private static String dnsName(DrillSite site, String host) {
        String name = site.text(host, NAME);
        if (name.isEmpty()) {
            throw new DrillSkipped("needs a DNS name among `tls_names`");
        }
        check(name.matches(FORM), "expected a name, seen " + name);
        return name;
    }

    private static String variable(String name, List<String> values) {
        return "-e{\"" + name + "\": [\"" + String.join("\", \"", values) + "\"]}";
    }

    /** The timer comes twice a day; what it starts is started here, when it is due. */
    private static void renewedAfter(DrillSite site, String host, String certificate) {
        await("new certificate", SECONDS_TO_RENEW, () -> {
            site.text(host, "sleep 1; foobar-tls due >/dev/null || systemctl start foobar-tls.service");
            return !certificate.equals(site.text(host, SERVED));
        });
    }

    private static Tool.Outcome apply(DrillSite site, String host, String... more) {
        var all = new ArrayList<>(List.of("apply", SITE, "-y", "-l", host));
        all.add("-etls_source=acme");
        all.add("-etls_acme_email=drill@example.org");
        all.add("-etls_acme_agreement=true");
        all.addAll(List.of(more));
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
