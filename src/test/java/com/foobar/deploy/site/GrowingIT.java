package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The three-server site grows by the inventories of {@code inventories/growing}, one after the other. */
@TestMethodOrder(OrderAnnotation.class)
@ResourceLock(SharedSite.MARIADB)
class GrowingIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mariadb();

    private static final List<String> BALANCERS = List.of("lb-01", "lb-02");

    private static SiteFixture site;
    private static SiteClient client;
    private static String address;

    @BeforeAll
    static void apply() {
        site = SHARED.applied();
        client = new SiteClient(site);
        address = site.lab().options().subnet() + ".100";
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    @Order(1)
    void aThirdWebHostServes() {
        site.grow("inventories/growing/web-03.yml");
        site.applies();
        List<String> three = List.of("web-01", "web-02", "web-03");
        Await.until(
                "turns of three hosts",
                () -> {
                    List<String> webs = webs(9);
                    return three.stream().allMatch(web -> Collections.frequency(webs, web) == 3);
                },
                () -> webs(9).toString());
    }

    @Test
    @Order(2)
    void theAddressMovesToTheSecondLoadBalancer() {
        site.grow("inventories/growing/lb-02.yml");
        site.applies();
        awaitHolder(BALANCERS.getFirst());
        getsInTheBackground();
        awaitAnswers();
        site.lab().off("lb-01");
        try {
            awaitHolder("lb-02");
            awaitAnswers();
        } finally {
            site.lab().allOn();
            site.lab().text("web-03", "touch", "/tmp/enough");
        }
        Await.until(
                "keepalived on lb-01",
                () -> site.lab()
                        .run("lb-01", "systemctl", "is-active", "ssh", "keepalived", "haproxy")
                        .ok(),
                () -> "none");
        assertThat(holders()).containsExactly("lb-02");
    }

    @Test
    @Order(3)
    void aThirdDatabaseJoinsAndCanBePromoted() {
        List<String> before = started();
        site.grow("inventories/growing/db-03.yml");
        site.applies();
        assertThat(started()).as("when the servers were started").isEqualTo(before);
        site.findsNothingToDo();
        // Drills before have promoted, and one promotion does not follow the other by itself.
        String desired = "--extra-vars=promote_host=db-03 promote_force=true";
        site.run("apply", "playbooks/promote.yml", "--yes", desired).exits(0);
        site.tool("verify").exits(0);
    }

    private static List<String> started() {
        return Stream.of("web-01", "web-02")
                .map(host -> site.lab().text(host, "systemctl", "show", "-P", "ActiveEnterTimestamp", "mariadb"))
                .toList();
    }

    private static List<String> webs(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> client.get("/entries").web())
                .toList();
    }

    private static List<String> holders() {
        return BALANCERS.stream()
                .filter(host -> site.lab()
                        .run(host, "ip", "-o", "address", "show", "to", address)
                        .out()
                        .contains(address))
                .toList();
    }

    private static void awaitHolder(String host) {
        Await.until(
                "address on " + host,
                () -> holders().equals(List.of(host)),
                () -> holders().toString());
    }

    /** From a host of the site, since the address is known in its network only; until there is enough, or by itself. */
    private static void getsInTheBackground() {
        site.lab().text("web-03", "sh", "-c", """
            set -f
            for get in $(seq 900); do
              [ ! -e /tmp/enough ] || exit
              %s
              echo
              sleep 0.1
            done >/tmp/gets 2>&1 &
            """.formatted(String.join(" ", site.get(address, 1))));
    }

    /** Of the requests that come from now on, twenty in a row. */
    private static void awaitAnswers() {
        int before = gets().size();
        Await.until(
                "twenty answers in a row",
                () -> {
                    List<String> since = gets().stream().skip(before).toList();
                    return since.size() >= 20
                            && since.subList(since.size() - 20, since.size()).stream()
                                    .allMatch("200"::equals);
                },
                () -> gets().toString());
    }

    private static List<String> gets() {
        return site.lab().text("web-03", "cat", "/tmp/gets").lines().toList();
    }
}
