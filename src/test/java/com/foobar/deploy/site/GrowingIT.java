package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The three-server site grows by the inventories of {@code inventories/growing}, one after the other. */
@TestMethodOrder(OrderAnnotation.class)
class GrowingIT {
    private static final SiteFixture SITE = new SiteFixture(
            "it-growing",
            26061,
            List.of("lb-01", "web-01", "web-02", "web-03", "lb-02", "db-03"),
            "mysql_flavor=mariadb");
    private static final SiteClient CLIENT = new SiteClient(SITE.lab());
    private static final List<String> BALANCERS = List.of("lb-01", "lb-02");
    private static final String ADDRESS = SITE.lab().options().subnet() + ".100";

    @BeforeAll
    static void apply() {
        SITE.up();
        SITE.applies();
    }

    @AfterAll
    static void remove() {
        CLIENT.close();
        SITE.close();
    }

    @Test
    @Order(1)
    void aThirdWebHostServes() {
        SITE.grow("inventories/growing/web-03.yml");
        SITE.applies();
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
        SITE.grow("inventories/growing/lb-02.yml");
        SITE.applies();
        awaitHolder(BALANCERS.getFirst());
        getsInTheBackground();
        awaitAnswers();
        SITE.lab().off("lb-01");
        try {
            awaitHolder("lb-02");
            awaitAnswers();
        } finally {
            SITE.lab().on("lb-01");
            SITE.lab().text("web-03", "touch", "/tmp/enough");
        }
        Await.until(
                "keepalived on lb-01",
                () -> SITE.lab()
                        .run("lb-01", "systemctl", "is-active", "ssh", "keepalived", "haproxy")
                        .ok(),
                () -> "none");
        assertThat(holders()).containsExactly("lb-02");
    }

    @Test
    @Order(3)
    void aThirdDatabaseJoinsAndCanBePromoted() {
        String before = started();
        SITE.grow("inventories/growing/db-03.yml");
        SITE.applies();
        assertThat(started()).as("when the primary was started").isEqualTo(before);
        SITE.findsNothingToDo();
        SITE.run("apply", "playbooks/promote.yml", "--yes", "--extra-vars=promote_host=db-03")
                .exits(0);
        SITE.tool("verify").exits(0);
    }

    private static String started() {
        return SITE.lab().text("web-01", "systemctl", "show", "-P", "ActiveEnterTimestamp", "mariadb");
    }

    private static List<String> webs(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> CLIENT.get("/entries").web())
                .toList();
    }

    private static List<String> holders() {
        return BALANCERS.stream()
                .filter(host -> SITE.lab()
                        .run(host, "ip", "-o", "address", "show", "to", ADDRESS)
                        .out()
                        .contains(ADDRESS))
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
        SITE.lab().text("web-03", "sh", "-c", """
                for get in $(seq 900); do
                  [ ! -e /tmp/enough ] || exit
                  curl --noproxy '*' -s -o /dev/null -m 1 -w '%%{http_code}\n' http://%s/entries
                  sleep 0.1
                done >/tmp/gets 2>&1 &
                """.formatted(ADDRESS));
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
        return SITE.lab().text("web-03", "cat", "/tmp/gets").lines().toList();
    }
}
