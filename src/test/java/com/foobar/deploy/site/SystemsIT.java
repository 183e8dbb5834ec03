package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.lab.LabSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The site as the README's "your own servers" makes it, on hosts of Debian 12 and 13 whose directories for temporary files
 * take no programs, with an inventory of {@code init --site}; then with a new password, and by IPv6. It takes too long for
 * every run: {@code -Dfoobar.systems=true -Dit.test=SystemsIT}.
 */
@TestMethodOrder(OrderAnnotation.class)
@EnabledIfSystemProperty(named = "foobar.systems", matches = "true")
class SystemsIT {
    private static final List<String> HOSTS = List.of("lb-01", "web-01", "web-02", "lb-02");

    @TempDir
    static Path folder;

    private static TestLab lab;
    private static SiteFixture site;

    @BeforeAll
    static void bringUp() {
        lab = new TestLab("it-mixed", 26081, HOSTS, LabSystems.of(List.of("bookworm", "web-02=trixie"), true));
        lab.up();
        Path mine = folder.resolve("mine");
        String password = folder.resolve("vault-password").toString();
        new CommandLineFixture(lab.options().home())
                .run("init", "--site", mine.toString(), "--vault-password-file", password)
                .exits(0);
        // What a container has no say in: its kernel's parameters, its /etc/hosts, its limit of open files.
        site = new SiteFixture(
                lab,
                mine.toString(),
                "{\"common_sysctl\": {}, \"common_hosts_file\": false}",
                "mysql_buffer_pool=64M haproxy_maxconn=2000 promote_force=true app_database=guest-book");
        site.option("--vault-password-file=" + password);
        site.grow("inventories/growing/lb-02.yml");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    @Order(1)
    void aSystemThatIsNotKnownIsNotTouched() {
        String release = "/usr/lib/os-release";
        lab.text("lb-02", "sh", "-c", "cp " + release + " /root/release; sed -i 's/^ID=.*/ID=arch/' " + release);
        site.tool("apply", "--yes", "--limit=lb-02").exits(4).says("lb-02 is arch 12", "docs/systems.md");
        assertThat(lab.run("lb-02", "sh", "-c", "command -v curl haproxy").out())
                .isEmpty();
        lab.text("lb-02", "cp", "/root/release", release);
    }

    @Test
    @Order(2)
    void isMadeOnceAndIsSound() {
        site.applies();
        site.findsNothingToDo();
        site.tool("verify").exits(0);
    }

    @Test
    @Order(3)
    void aBalancerIsStartedAgainAfterItsConfigurationWasSpoilt() {
        for (int round = 0; round < 3; round++) {
            lab.text("lb-01", "sh", "-c", "echo nonsense >> /etc/haproxy/haproxy.cfg; systemctl stop haproxy");
            site.tool("apply", "--yes", "--limit=lb", "--tags=haproxy").exits(0);
            assertThat(lab.text("lb-01", "systemctl", "is-active", "haproxy")).isEqualTo("active");
        }
    }

    @Test
    @Order(4)
    void aDeadReplicaIsOneFinding() {
        lab.text("web-02", "systemctl", "stop", "mariadb");
        try {
            site.tool("verify").exits(6).says("1 failed", "as a consequence", "web-02");
        } finally {
            lab.text("web-02", "systemctl", "start", "mariadb");
        }
    }

    @Test
    @Order(5)
    void eachOfTheDatabasesCanBePromoted() {
        for (String host : List.of("web-02", "web-01")) {
            site.run("apply", "playbooks/promote.yml", "--yes", "--extra-vars=promote_host=" + host)
                    .exits(0);
            site.tool("verify").exits(0);
            site.findsNothingToDo();
        }
    }

    @Test
    @Order(6)
    void aNewPasswordReachesTheReplica() {
        // As JSON, in which each \\ is one backslash.
        site.option("--extra-vars={\"mysql_replication_password\": \"new\\\\pass'w\\\"o%rd\\\\\"}");
        site.applies();
        site.findsNothingToDo();
        // Only a new connection asks for it.
        lab.text("web-02", "mariadb", "-e", "STOP SLAVE; START SLAVE");
        Await.until("running receiver", () -> replication().contains("Slave_IO_Running: Yes"), SystemsIT::replication);
    }

    private static String replication() {
        return lab.text("web-02", "mariadb", "-e", "SHOW SLAVE STATUS\\G");
    }

    @Test
    @Order(7)
    void theHostsMayReachEachOtherByIpv6() throws IOException {
        for (int number = 0; number < HOSTS.size(); number++) {
            lab.text(HOSTS.get(number), "sh", "-c", """
                mount -o remount,rw,bind /proc/sys
                echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6
                ip -6 address add fd00:86::%d/64 dev eth0 nodad
                """.formatted(11 + number));
        }
        site.grow(Files.writeString(folder.resolve("addresses.yml"), """
            all:
              hosts:
                lb-01: { private_address: "fd00:86::11" }
                web-01: { private_address: "fd00:86::12" }
                web-02: { private_address: "fd00:86::13" }
                lb-02: { private_address: "fd00:86::14" }
              vars:
                keepalived_addresses: ["fd00:86::100/64"]
            """).toString());
        site.applies();
        site.findsNothingToDo();
        site.tool("verify").exits(0);
        String[] get = site.get("fd00:86::100", 5).toArray(String[]::new);
        Await.until(
                "answer by the address that moves",
                () -> lab.run("web-01", get).out().equals("200"),
                () -> lab.run("web-01", get).out());
    }
}
