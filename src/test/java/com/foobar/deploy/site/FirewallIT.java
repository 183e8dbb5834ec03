package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reaches what on the site's hosts. */
@Order(2)
@ResourceLock(SharedSite.MYSQL)
class FirewallIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    private static final List<String> HOSTS = List.of("lb-01", "web-01", "web-02");
    private static final List<Integer> PORTS = List.of(22, 80, 443, 3306, 3380, 8000, 8404, 33060);

    /** Written down here, and not worked out of the rules that are tested. A port of which 443 is one may be refused. */
    private static final Set<String> REACHED = new TreeSet<>(List.of(
            "controller lb-01 22",
            "controller lb-01 80",
            "controller lb-01 443",
            "controller web-01 22",
            "controller web-02 22",
            "lb-01 web-01 80",
            "lb-01 web-01 3380",
            "lb-01 web-02 80",
            "lb-01 web-02 3380",
            "web-01 lb-01 80",
            "web-01 lb-01 443",
            "web-01 web-02 3306",
            "web-01 web-02 3380",
            "web-02 lb-01 80",
            "web-02 lb-01 443",
            "web-02 web-01 3306",
            "web-02 web-01 3380"));

    /** Tells every port that answers, be it by a refusal: a firewall says nothing. */
    private static final String REACH =
            "for port in %s; do { timeout 3 bash -c \"</dev/tcp/%s/$port\" 2>/dev/null; [ $? = 124 ] || echo $port; } & done; wait";

    private static SiteFixture site;

    @BeforeAll
    static void apply() {
        site = SHARED.applied();
    }

    @Test
    void hostsAndTheControllerReachWhatTheyNeedAndNothingElse() {
        var reached = new TreeSet<String>();
        String ports = String.join(" ", PORTS.stream().map(String::valueOf).toList());
        for (String to : HOSTS) {
            for (String from : HOSTS) {
                if (!from.equals(to)) {
                    String script = REACH.formatted(ports, site.lab().address(to));
                    site.lab()
                            .text(from, "bash", "-c", script)
                            .lines()
                            .forEach(port -> reached.add(from + " " + to + " " + port));
                }
            }
            PORTS.stream()
                    .filter(port -> answers(site.lab().address(to), port))
                    .forEach(port -> reached.add("controller " + to + " " + port));
        }
        assertThat(reached).isEqualTo(REACHED);
    }

    private static boolean answers(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 3000);
            return true;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("refused");
        }
    }

    @Test
    void rulesThatTheKernelHasLostAreFoundAndLoadedAgain() {
        site.lab().text("web-01", "nft", "delete", "table", "inet", "foobar");
        site.tool("verify")
                .exits(6)
                .says("FAIL 36 the host reaches what it may", "web-01 tcp 22 is to be closed, is open", "udp 53")
                .says("no table inet foobar");
        site.tool("apply", "--yes", "--tags=firewall").exits(0).says("Load the rules that the kernel has lost");
        site.tool("verify", "-v")
                .exits(0)
                .says("reach from lb-01 to web-01: tcp 80 open", "reach from controller to web-01");
    }

    @Test
    void rulesOfOthersStay() {
        for (String host : HOSTS) {
            assertThat(site.lab().text(host, "nft", "list", "tables")).contains("table inet foobar", "table ip nat");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"firewall_admin_addresses\": [\"192.0.2.0/24\"]} | this controller comes from",
                "{\"firewall_ssh_ports\": [2222]} | firewall_ssh_ports (2222) leaves out",
                "{\"firewall_rules\": [{\"from\": \"any\", \"to\": \"all\", \"port\": 22, \"action\": \"deny\"}]} | denies",
                "{\"firewall_rules\": [{\"from\": \"web\", \"to\": \"db\", \"port\": 3306, \"action\": \"deny\"}]} | contradict each other",
                "{\"firewall_rules\": [{\"from\": \"wbe\", \"to\": \"db\", \"port\": 3306}]} | `wbe` is no group, host, address or network",
                "{\"firewall_rules\": [{\"from\": \"web\", \"to\": \"db\", \"port\": \"mysql\"}]} | `mysql` is no port",
                "{\"firewall_input_lines\": [\"tcp dport nonsense\"]} | failed to validate"
            })
    void rulesThatAreWrongChangeNothing(String variables, String message) {
        String before = rules();
        site.tool("apply", "--yes", "--tags=firewall", "--extra-vars=" + variables)
                .exits(4)
                .says(message);
        assertThat(rules()).isEqualTo(before);
    }

    @Test
    void groupsThatSetDifferentRulesAreNamed() {
        site.tool(
                        "plan",
                        "--tags=firewall",
                        "--extra-vars={\"firewall_rules\": \"{{ [] if inventory_hostname == 'lb-01' else"
                                + " [{'from': 'lb', 'to': 'web', 'port': 81}] }}\"}")
                .exits(4)
                .says("have different `firewall_rules`");
    }

    @Test
    void aKernelWithoutNftablesIsRefused() {
        String before = rules();
        site.lab()
                .text(
                        "web-02",
                        "sh",
                        "-c",
                        "printf '#!/bin/sh\\necho Protocol not supported >&2; exit 1\\n' >/usr/local/sbin/nft; chmod +x /usr/local/sbin/nft");
        try {
            site.tool("apply", "--yes", "--tags=firewall", "--limit=web-02")
                    .exits(4)
                    .says("its kernel has no nftables", "Protocol not supported");
        } finally {
            site.lab().text("web-02", "rm", "/usr/local/sbin/nft");
        }
        assertThat(rules()).isEqualTo(before);
    }

    @Test
    void ruleOfOnesOwnOpensAPort() {
        String variables =
                "--extra-vars={\"firewall_rules\": [{\"from\": \"lb\", \"to\": \"web-02\", \"port\": \"8000-8010\"}]}";
        site.tool("apply", "--yes", "--tags=firewall", variables).exits(0);
        try {
            site.tool("plan", "--detailed-exitcode", "--tags=firewall", variables)
                    .exits(0);
            String script = REACH.formatted("8000 8010 8011", site.lab().address("web-02"));
            assertThat(site.lab().text("lb-01", "bash", "-c", script).lines())
                    .containsExactlyInAnyOrder("8000", "8010");
            assertThat(site.lab().text("web-01", "bash", "-c", script)).isEmpty();
        } finally {
            site.tool("apply", "--yes", "--tags=firewall").exits(0);
        }
    }

    @Test
    void theSiteIsSoundWithoutWaysOut() {
        String closed = "--extra-vars=firewall_egress=closed";
        site.tool("apply", "--yes", "--tags=firewall", closed).exits(0);
        try {
            site.tool("verify", closed).exits(0);
            String script = REACH.formatted("8404", site.lab().options().subnet() + ".1");
            assertThat(site.lab().text("web-01", "bash", "-c", script)).isEmpty();
        } finally {
            site.tool("apply", "--yes", "--tags=firewall").exits(0);
        }
    }

    @Test
    void oneVariableTurnsItOff() {
        site.tool("apply", "--yes", "--tags=firewall", "--extra-vars=firewall=false")
                .exits(0);
        try {
            for (String host : HOSTS) {
                assertThat(site.lab().text(host, "nft", "list", "tables")).doesNotContain("foobar");
            }
            site.tool("plan", "--detailed-exitcode", "--tags=firewall", "--extra-vars=firewall=false")
                    .exits(0);
        } finally {
            site.tool("apply", "--yes", "--tags=firewall").exits(0);
        }
        site.findsNothingToDo();
    }

    private static String rules() {
        var all = new StringBuilder();
        for (String host : HOSTS) {
            all.append(site.lab()
                    .text(host, "sh", "-c", "cat /etc/foobar-firewall/*.nft; nft -s -t list table inet foobar"));
        }
        return all.toString();
    }
}
