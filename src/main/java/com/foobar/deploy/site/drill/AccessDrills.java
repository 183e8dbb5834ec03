package com.foobar.deploy.site.drill;

import static com.foobar.deploy.site.drill.DrillSite.await;
import static com.foobar.deploy.site.drill.DrillSite.check;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Settings that would lock everybody out of a host. */
final class AccessDrills {
    private static final String SITE = "playbooks/site.yml";
    private static final int WITHOUT_SSH_MILLIS = 45_000;
    private static final int SECONDS_TO_REVERT = 90;

    /** What passes every check that can be made before, as a rule of one's own does. */
    private static final String CUTTING_RULE = "-e{\"firewall_input_lines\": [\"tcp dport 22 drop\"]}";

    /** Each tenth of a second, whether new logins are dropped. */
    private static final String WATCH_RULES = "while :; do nft list chain inet foobar input 2>/dev/null"
            + " | grep -q 'tcp dport 22 drop' && echo cut || echo open; sleep 0.1; done";

    private static final String FIREWALL = "sha1sum /etc/foobar-firewall/rules.nft /etc/foobar-firewall/proven.nft";
    private static final String SSHD = "cat /etc/ssh/sshd_config.d/*.conf | sha1sum; systemctl show -P ExecMainPID ssh";
    private static final List<String> SHUTTING = List.of(
            "{\"DenyUsers\": \"*\"}",
            "{\"AllowUsers\": \"somebody-else\"}",
            "{\"AllowGroups\": \"no-such-group\"}",
            "{\"PubkeyAuthentication\": \"no\"}");

    private AccessDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        21,
                        "rule-cuts-ssh",
                        "a firewall rule drops new logins: taken back by the host within 45 s, no failed GET",
                        AccessDrills::ruleCutsSsh),
                new Drill(
                        22,
                        "sshd-shuts-out",
                        "sshd is to refuse the user who is logged in: refused before a change, or taken back",
                        AccessDrills::sshdShutsOut));
    }

    /** Once with a controller that waits for the end, and once with one that dies in the middle. */
    private static void ruleCutsSsh(DrillSite site) {
        String host = site.hosts().webs().getLast();
        needs(site, host, "/etc/foobar-firewall/proven.nft", "firewall");
        String before = site.text(host, FIREWALL);
        var cut = new Cut();
        try (var load = site.load(0, 30);
                var _ = site.start(host, WATCH_RULES, cut::saw)) {
            site.tool()
                    .run("apply", SITE, "-y", "-l", host, "-tfirewall", CUTTING_RULE)
                    .exits(4)
                    .says("the earlier rules are back");
            cut.check(site);

            cut.forget();
            Process killed = site.tool().start("apply", SITE, "-y", "-l", host, "-tfirewall", CUTTING_RULE);
            try {
                await("rule that cuts SSH", SECONDS_TO_REVERT, cut::happened);
            } finally {
                killed.destroyForcibly();
            }
            await("rules as before", SECONDS_TO_REVERT, cut::over);
            cut.check(site);
            site.finish(load).noReadFailed();
        }
        check(before.equals(site.text(host, FIREWALL)), "the firewall's rules are not what they were");
        site.tool().run("apply", SITE, "-y", "-l", host, "-tfirewall").exits(0);
    }

    private static void sshdShutsOut(DrillSite site) {
        String host = site.hosts().webs().getLast();
        needs(site, host, "/var/lib/sshd-trial/proven.conf", "base");
        String before = site.text(host, SSHD);
        for (String settings : SHUTTING) {
            site.tool()
                    .run("apply", SITE, "-y", "-l", host, "-tbase", "-e{\"base_ssh_settings\": " + settings + "}")
                    .exits(4)
                    .says("would shut out");
            check(before.equals(site.text(host, SSHD)), "sshd's settings are not what they were after " + settings);
        }
        // sshd takes this, and only a login shows what it means.
        site.tool()
                .run(
                        "apply",
                        SITE,
                        "-y",
                        "-l",
                        host,
                        "-tbase",
                        "-e{\"base_ssh_settings\": {\"AuthorizedKeysFile\": \"/etc/ssh/no-such-keys\"}}")
                .exits(4)
                .says("sshd has its earlier settings again");
        check(before.equals(site.text(host, SSHD)), "sshd's settings are not what they were after a trial");
        site.tool().run("apply", SITE, "-y", "-l", host, "-tbase").exits(0);
    }

    private static void needs(DrillSite site, String host, String file, String role) {
        if (site.text(host, "[ ! -e " + file + " ] || echo there").isBlank()) {
            throw new DrillSkipped("needs the role " + role + ", which `site_closed: false` leaves out");
        }
    }

    /** When the host dropped new logins, as it said so itself. */
    private static final class Cut {
        private final AtomicLong first = new AtomicLong();
        private final AtomicLong last = new AtomicLong();
        private volatile boolean open;

        void saw(String line) {
            open = line.equals("open");
            if (line.equals("cut")) {
                long now = System.nanoTime();
                first.compareAndSet(0, now);
                last.set(now);
            }
        }

        boolean happened() {
            return first.get() != 0;
        }

        boolean over() {
            return happened() && open;
        }

        void check(DrillSite site) {
            DrillSite.check(happened(), "the rule was never loaded");
            long millis = (last.get() - first.get()) / 1_000_000;
            site.withoutLogin(millis);
            site.checkTime(millis, WITHOUT_SSH_MILLIS, "without SSH for");
        }

        void forget() {
            first.set(0);
            last.set(0);
        }
    }
}
