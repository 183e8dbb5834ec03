package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.site.SiteClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A site whose names, passwords and addresses are not the lab's, and one of which a part is broken. */
@Order(2)
@ResourceLock(SharedSite.MYSQL)
class UnusualSiteIT {
    @RegisterExtension
    static final SharedSite SHARED = SharedSite.mysql();

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
        awaitServed("web-02");
    }

    @Test
    void aRunForTheBalancerNeedsNoDatabaseHost() {
        site.lab().off("web-02");
        try {
            site.tool("apply", "--yes", "--limit=lb-01").exits(0);
            site.tool("apply", "--yes", "--tags=haproxy").exits(0);
        } finally {
            site.lab().allOn();
        }
    }

    @Test
    void aDeadReplicaIsOneFindingAndItsConsequencesAreNamed() {
        site.lab().text("web-02", "systemctl", "stop", "mysql");
        try {
            String text = site.tool("verify").exits(6).says("1 failed").text();
            assertThat(text.lines().filter(line -> line.contains("consequence of the database on web-02")))
                    .isNotEmpty();
            assertThat(text).doesNotContain("{{", "undefined");
        } finally {
            site.lab().text("web-02", "systemctl", "start", "mysql");
        }
    }

    @Test
    void systemsMayHaveOtherNamesThanTheInventoryGivesThem() {
        site.lab().text("web-02", "hostname", "db-b.internal");
        site.lab().text("web-02", "systemctl", "restart", "mysql");
        try {
            awaitServed("db-b.internal");
            site.tool("verify").exits(0);
        } finally {
            site.lab().text("web-02", "hostname", "web-02");
            site.lab().text("web-02", "systemctl", "restart", "mysql");
        }
    }

    @Test
    void aNewPasswordReachesTheReplica() {
        // As JSON, in which each \\ is one backslash.
        String changed = "--extra-vars={\"mysql_replication_password\": \"new\\\\pass'w\\\"o%rd\\\\\"}";
        site.tool("apply", "--yes", "--tags=mysql", changed).exits(0);
        try {
            site.tool("plan", "--detailed-exitcode", "--tags=mysql", changed)
                    .exits(0)
                    .says("\n0 to change, ");
            // Only a new connection asks for it.
            site.lab().text("web-02", "mysql", "-e", "STOP REPLICA; START REPLICA");
            Await.until("running receiver", () -> receiver().equals("ON"), UnusualSiteIT::receiver);
        } finally {
            site.tool("apply", "--yes", "--tags=mysql").exits(0);
        }
    }

    private static String receiver() {
        return site.lab()
                .text(
                        "web-02",
                        "mysql",
                        "-N",
                        "-e",
                        "SELECT service_state FROM performance_schema.replication_connection_status");
    }

    @Test
    void theNameOfTheDatabaseMayHaveADash() {
        site.lab()
                .text(
                        "web-01",
                        "mysql",
                        "-e",
                        "CREATE DATABASE `guest-book`; CREATE TABLE `guest-book`.`a-b` (id INT)");
        try {
            // The second run that verify looks at would make accounts for it: that check fails, and only that.
            site.tool("verify", "--limit=db", "--extra-vars=app_database=guest-book")
                    .says("ok   14 the reading account cannot write", " 1 failed");
        } finally {
            site.lab().text("web-01", "mysql", "-e", "DROP DATABASE `guest-book`");
        }
    }

    @Test
    void programsTakeFilesWithAddressesOfIpv6(@TempDir Path folder) throws IOException {
        Path roles = Files.createSymbolicLink(folder.resolve("roles"), TestLab.PROJECT.resolve("roles"));
        Path playbook = Files.writeString(folder.resolve("files.yml"), """
            - hosts: web
              gather_facts: false
              roles:
                - { role: firewall, when: false }
                - { role: mysql, when: false }
                - { role: router, when: false }
                - { role: nginx, when: false }
              tasks: &files
                - file: { path: /run/ipv6, state: directory, mode: "0755" }
                - template: { src: "ROLES/{{ item.of }}", dest: "/run/ipv6/{{ item.to }}", validate: "{{ item.by }}" }
                  loop: "{{ files }}"
                  vars:
                    nginx_hash: a
                    router_hash: a
                    haproxy_hash: a
                    firewall_hash: a
                    firewall_resolved_rules: "{{ firewall_resolved | default([]) }}"
                - command: systemd-analyze verify /run/ipv6/database-role.socket
                  when: inventory_hostname in groups['web']
              vars:
                files:
                  - { of: nginx/templates/nginx.conf.mustache, to: nginx.conf, by: nginx -t -q -c %s }
                  - { of: router/templates/router.cfg.mustache, to: router.cfg, by: haproxy -c -f %s }
                  - { of: firewall/templates/rules.nft.j2, to: rules.nft, by: nft -c -f %s }
                  - { of: mysql/templates/database-role.socket.mustache, to: database-role.socket, by: "true %s" }
            - hosts: lb
              gather_facts: false
              roles:
                - { role: haproxy, when: false }
              tasks: *files
              vars:
                files:
                  - { of: haproxy/templates/haproxy.cfg.mustache, to: haproxy.cfg, by: haproxy -c -f %s }
            """.replace("ROLES", roles.toString()));
        Path addresses = Files.writeString(folder.resolve("addresses.yml"), """
            all:
              hosts:
                lb-01: { private_address: "fd00::11" }
                web-01: { private_address: "fd00::12" }
                web-02: { private_address: "fd00::13" }
            """);
        try {
            site.run("apply", playbook.toString(), "--yes", "--inventory=" + addresses)
                    .exits(0);
        } finally {
            Files.delete(roles);
        }
        assertThat(site.lab().text("web-02", "cat", "/run/ipv6/database-role.socket"))
                .contains("ListenStream=[fd00::13]:3380\n");
        assertThat(site.lab().text("web-02", "cat", "/run/ipv6/nginx.conf")).contains("listen [::]:80 default_server;");
        assertThat(site.lab().text("web-02", "cat", "/run/ipv6/rules.nft"))
                .contains("ip6 saddr { fd00::12, fd00::13 } tcp dport { 3306 } accept")
                .contains("ip6 saddr { fd00::1 } jump ssh_rate")
                .doesNotContain("ip saddr {");
        assertThat(site.lab().text("lb-01", "cat", "/run/ipv6/haproxy.cfg"))
                .contains("server web-02 [fd00::13]:80", "bind :::80 v6only");
    }

    private static void awaitServed(String replica) {
        Await.until(
                "answers of both hosts, read from " + replica,
                () -> {
                    List<Answer> answers = answers();
                    return answers.stream()
                                    .allMatch(answer -> answer.status() == 200
                                            && answer.database().equals(replica))
                            && answers.stream().map(Answer::web).toList().containsAll(List.of("web-01", "web-02"));
                },
                () -> answers().toString());
    }

    private static List<Answer> answers() {
        return IntStream.range(0, 4).mapToObj(_ -> client.get("/entries")).toList();
    }
}
