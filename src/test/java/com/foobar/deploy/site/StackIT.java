package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.site.SiteClient.Answer;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The site with MySQL; each test leaves it as it was. */
@Order(2)
@ResourceLock(SharedSite.MYSQL)
class StackIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    private static final String ENTRIES = "/entries";
    private static final List<String> BOTH = List.of("web-01", "web-02");

    private static SiteFixture site;
    private static SiteClient client;

    @BeforeAll
    static void apply() {
        site = SHARED.appliedWithFirstPrimary();
        client = new SiteClient(site);
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @BeforeEach
    void bothServe() {
        awaitAnswers(
                "answers of both hosts, read from the replica",
                answers -> answers.stream()
                                .allMatch(answer -> answer.status() == 200
                                        && answer.database().equals("web-02"))
                        && webs(answers).containsAll(BOTH));
    }

    @Test
    void aSecondRunFindsNothingToDo() {
        site.findsNothingToDo();
    }

    @Test
    void verifyFindsTheSiteSound() {
        site.tool("verify").exits(0);
    }

    /** The tool needs none: it goes with the program for updates, which the role base has installed, and nothing else has. */
    @Test
    void theLoadBalancerHasPythonForUpdatesOnly() {
        String depending = site.lab().text("lb-01", "apt-cache", "rdepends", "--installed", "python3");
        assertThat(depending.lines().map(String::strip))
                .filteredOn(line -> !line.equals("Reverse Depends:") && !line.startsWith("python3"))
                .containsOnly("unattended-upgrades");
        assertThat(site.lab().text("lb-01", "apt-mark", "showmanual").lines())
                .noneMatch(name -> name.startsWith("python"));
    }

    @Test
    void nobodyLogsInToCopyTheDataWhileNoReplicaIsFilled() {
        for (String host : BOTH) {
            assertThat(site.lab()
                            .text(
                                    host,
                                    "mysql",
                                    "-N",
                                    "-e",
                                    "SELECT account_locked FROM mysql.user WHERE user = 'clone'"))
                    .matches("Y\\s+Y\\s*");
        }
    }

    @Test
    void certificatesOfServersSignNoOthers() {
        for (String host : BOTH) {
            assertThat(site.lab()
                            .text(
                                    host,
                                    "openssl",
                                    "x509",
                                    "-noout",
                                    "-ext",
                                    "basicConstraints",
                                    "-in",
                                    "/etc/mysql/server-cert.pem"))
                    .contains("CA:FALSE");
        }
        assertThat(site.lab()
                        .text(
                                "web-01",
                                "openssl",
                                "x509",
                                "-noout",
                                "-ext",
                                "basicConstraints",
                                "-in",
                                "/etc/mysql/ca.pem"))
                .contains("CA:TRUE, pathlen:0");
    }

    @Test
    void requestsAlternate() {
        List<String> webs = webs(answers(100));
        List<String> expected = IntStream.range(0, 100)
                .mapToObj(number -> BOTH.get((number + BOTH.indexOf(webs.getFirst())) % 2))
                .toList();
        assertThat(webs).isEqualTo(expected);
    }

    @Test
    void aRowIsWrittenToThePrimaryAndReadFromTheReplica() {
        Answer posted = client.post(ENTRIES, """
            {"author": "StackIT", "message": "written through the load balancer"}\
            """);
        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        assertThat(posted.database()).isEqualTo("web-01");
        awaitAnswers(
                "row on the replica",
                answers -> answers.stream()
                        .allMatch(answer -> answer.database().equals("web-02")
                                && answer.body().contains("written through the load balancer")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "guestbook"})
    void noGetIsLostWhileOneHostStops(String unit) {
        try (var load = new SteadyLoad(client, ENTRIES)) {
            load.awaitInARow(40, BOTH);
            systemctl("stop", unit);
            load.awaitInARow(40, List.of("web-01"));
            systemctl("start", unit);
            load.awaitInARow(40, BOTH);
            load.close();
            assertThat(load.lost()).isEmpty();
        } finally {
            systemctl("start", unit);
        }
    }

    @Test
    void readsFallBackToThePrimary() {
        systemctl("stop", "mysql");
        try {
            awaitAnswers(
                    "answers of both hosts, read from the primary",
                    answers -> answers.stream()
                                    .allMatch(answer -> answer.status() == 200
                                            && answer.database().equals("web-01"))
                            && webs(answers).containsAll(BOTH));
        } finally {
            systemctl("start", "mysql");
        }
    }

    @Test
    void aDumpFillsTheReplicaWhereCloneCannot() {
        site.tool("apply", "--yes", "--limit=db", "--extra-vars=mysql_reseed=web-02 mysql_seed_method=dump")
                .exits(0)
                .says("mysql : Copy the primary's data");
        site.tool("verify", "--limit=db").exits(0);
    }

    private static void systemctl(String verb, String unit) {
        site.lab().text("web-02", "systemctl", verb, unit);
    }

    private static void awaitAnswers(String what, Predicate<List<Answer>> condition) {
        Await.until(what, () -> condition.test(answers(4)), () -> answers(4).toString());
    }

    private static List<Answer> answers(int count) {
        return IntStream.range(0, count).mapToObj(_ -> client.get(ENTRIES)).toList();
    }

    private static List<String> webs(List<Answer> answers) {
        return answers.stream().map(Answer::web).toList();
    }
}
