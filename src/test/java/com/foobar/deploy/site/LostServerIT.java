package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.SiteTool;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A database server whose data, keys and settings are gone, as on a bare host that was put in its place; the packages are
 * there, since to install them takes minutes. The drills {@code rebuild-*} take bare hosts. On request, as SystemsIT.
 */
@Order(5)
@ResourceLock(SharedSite.MYSQL)
@EnabledIfSystemProperty(named = "foobar.systems", matches = "true")
class LostServerIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

    private static final List<String> DATABASES = List.of("web-01", "web-02");

    /** What Debian's package does when it is installed: an empty server, open, which root enters by the socket. */
    private static final String EMPTY = """
        set -e
        systemctl stop mysql
        rm -rf /var/lib/mysql /etc/mysql/ca /etc/mysql/*.pem /etc/mysql/mysql.conf.d/*foobar*
        install -d -o mysql -g mysql -m 0750 /var/lib/mysql
        mysqld --initialize-insecure --user=mysql
        systemctl start mysql
        mysql -u root -e "SET sql_log_bin = 0; INSTALL PLUGIN auth_socket SONAME 'auth_socket.so';
          ALTER USER root@localhost IDENTIFIED WITH auth_socket"
        """;

    private static SiteFixture site;
    private static SiteClient client;

    @BeforeAll
    static void apply() {
        site = SHARED.applied();
        client = new SiteClient(site);
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void aReplicaComesBackByOneApply() {
        String primary = primary();
        site.lab().text(other(primary), "sh", "-c", EMPTY);
        site.applies();
        assertThat(primary()).isEqualTo(primary);
        site.findsNothingToDo();
    }

    /** The first of the databases has signed the certificates of both. */
    @Test
    void aPrimaryComesBackByAnEmergencyPromotionAndOneApply() {
        String lost = primary();
        String heir = other(lost);
        String before = authority(heir);
        site.lab().text(lost, "sh", "-c", EMPTY);
        // It does not take the place of the data that are there.
        site.tool("apply", "--yes").exits(4).says("promote " + heir + " --emergency");
        tool().run("promote", heir, "--emergency", "-y").exits(0);
        site.tool("apply", "--yes").exits(0);
        assertThat(primary()).isEqualTo(heir);
        assertThat(authority(heir)).isEqualTo(authority(lost));
        if (lost.equals(DATABASES.getFirst())) {
            assertThat(authority(heir)).isNotEqualTo(before);
        }
        site.findsNothingToDo();
    }

    private static SiteTool tool() {
        return SiteTool.ofLab(site.lab().options(), site.variables());
    }

    private static String authority(String host) {
        return site.lab().text(host, "cat", "/etc/mysql/ca.pem");
    }

    private static String other(String host) {
        return DATABASES.get(1 - DATABASES.indexOf(host));
    }

    private static String primary() {
        Await.until("row written", () -> post().status() == 201, () -> post().toString());
        return post().database();
    }

    private static SiteClient.Answer post() {
        return client.post("/entries", """
            {"author": "LostServerIT", "message": "a"}\
            """);
    }
}
