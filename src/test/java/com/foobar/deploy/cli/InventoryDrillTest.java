package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.connection.ssh.EmbeddedSshServer;
import com.foobar.deploy.site.drill.Machines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills on an inventory's hosts: who is asked before, and how the hosts are reached. */
class InventoryDrillTest {
    private static final String GROUPS = """
        lb: { hosts: { balancer: } }
        web: { hosts: { left: , right: } }
        db: { hosts: { left: { private_address: 10.0.0.1 }, right: { private_address: "{{ net }}.2", net: 10.0.0 } } }
        """;

    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeInventory() {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli).vars("ansible_become: false");
        cli.file("groups.yml", GROUPS);
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private List<String> words() {
        return List.of(
                "-i",
                cli.path("hosts.yml").toString(),
                "-i",
                cli.path("groups.yml").toString());
    }

    private CommandLineFixture.Outcome drill(String... more) {
        var all = new ArrayList<>(List.of("drill"));
        all.addAll(List.of(more));
        all.addAll(words());
        return cli.run(all.toArray(String[]::new));
    }

    @Test
    void withoutIKnowItSaysWhatWouldBeBrokenAndBreaksNothing() throws Exception {
        EmbeddedSshServer left = hosts.add("left");

        drill("promotion")
                .exits(2)
                .says(
                        "drills break balancer, left, right of",
                        "wipe a database",
                        "`--i-know`",
                        "a lab is the safer place");
        drill("--all").exits(2).says("balancer, left, right");
        assertThat(left.logins()).isZero();
    }

    @Test
    void iKnowWithoutAnInventoryIsAMistake() {
        cli.run("drill", "promotion", "--i-know").exits(2).says("`--i-know` goes with `-i INVENTORY`");
        cli.run("drill", "promotion", "--url", "http://127.0.0.1/").exits(2).says("`--url` goes with");
    }

    @Test
    void aSiteOfAnotherShapeIsRefused() {
        cli.file("groups.yml", GROUPS.replace("lb:", "proxies:"));
        drill("promotion", "--i-know")
                .exits(2)
                .says("drills need a load balancer (group `lb`); the inventory has none");
        cli.file("groups.yml", GROUPS.replace(", right: } }\ndb", "} }\ndb"));
        drill("promotion", "--i-know").exits(2).says("two web hosts at least (group `web`); the inventory has left");
        cli.file("groups.yml", GROUPS.replace("left: { private", "balancer: , left: { private"));
        drill("promotion", "--i-know").exits(2).says("two databases, no more and no less", "balancer, left, right");
        cli.file("groups.yml", GROUPS.replace("private_address: 10.0.0.1", ""));
        drill("promotion", "--i-know").exits(2).says("`private_address` of the database `left`");
        cli.file("groups.yml", GROUPS.replace("10.0.0.1", "\"10.0.0.1; reboot\""));
        drill("promotion", "--i-know").exits(2).says("IPv4 `private_address` of the database `left`");
    }

    @Test
    void whatSwitchesHostsOffNeedsALab() {
        for (String name : List.of("replica-off", "primary-off", "primary-silent", "12")) {
            drill("app-killed", name, "--i-know").exits(2).says("needs a lab: it switches a host off");
        }
    }

    @Test
    void anUrlIsOne() {
        drill("promotion", "--i-know", "--url", "lb").exits(2).says("`lb` is no URL of a site");
    }

    @Test
    void nobodyButRootDrills() throws Exception {
        for (String name : List.of("balancer", "left", "right")) {
            hosts.add(name);
        }
        drill("promotion", "--i-know").exits(2).says("drills work as root, and on `", "ansible_become");
    }

    @Test
    void hostsAreThoseOfTheGroups() throws Exception {
        hosts.add("balancer", 2222);
        InventorySite site = InventorySite.read(words());

        assertThat(site.hosts().balancer()).isEqualTo("balancer");
        assertThat(site.hosts().webs()).containsExactly("left", "right");
        assertThat(site.hosts().databases()).containsExactly("left", "right");
        assertThat(site.hosts().addresses()).containsEntry("left", "10.0.0.1").containsEntry("right", "10.0.0.2");
        assertThat(site.access("balancer").settings().port()).contains(2222);
        assertThat(site.access("right").become().user()).isEmpty();
    }

    @Test
    void rootIsBecomeUnlessTheInventorySaysOtherwise() {
        hosts.vars("ansible_user: deploy");
        assertThat(InventorySite.read(words()).access("left").become().user()).contains("root");
    }

    @Test
    void aTextEndsWithItsStatusAndItsOutputOnAConnectionThatStays() throws Exception {
        EmbeddedSshServer server = hosts.add("left");
        try (InventoryMachines machines = InventorySite.read(words()).machines()) {
            Machines.Outcome outcome = machines.run("left", "echo it\\'s; echo bad >&2; exit 3");

            assertThat(outcome).isEqualTo(new Machines.Outcome(3, "it's\n", "bad\n"));
            assertThat(outcome.reason()).isEqualTo("bad");
            assertThat(machines.run("left", "set -- printf %s; \"$@\" fine").out())
                    .isEqualTo("fine");
            assertThat(server.logins()).isEqualTo(1);
            assertThat(machines.power()).isEmpty();
        }
    }

    @Test
    void aHostThatIsGoneIsOneThatFailedUntilItIsBack() throws Exception {
        EmbeddedSshServer server = hosts.add("left");
        try (InventoryMachines machines = InventorySite.read(words()).machines()) {
            assertThat(machines.run("left", "true").ok()).isTrue();
            server.dropConnections();

            assertThat(machines.run("left", "true").ok()).isFalse();
            assertThat(machines.run("left", "true").ok()).isTrue();
        }
    }

    @Test
    void whatGoesOnInTheBackgroundIsHeardAndEndsWithIt() throws Exception {
        hosts.add("left");
        Path pid = folder.resolve("pid");
        var lines = new LinkedBlockingQueue<String>();
        try (InventoryMachines machines = InventorySite.read(words()).machines()) {
            String script = "sleep 600 & echo $! >" + pid + "; echo bad >&2; echo one; echo two words; echo; wait";
            try (Machines.Background _ = machines.start("left", script, lines::add)) {
                assertThat(lines.poll(Awaiting.BOUND.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("one");
                assertThat(lines.poll(Awaiting.BOUND.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("two words");
                assertThat(machines.run("left", "echo beside").out()).isEqualTo("beside\n");
            }
        }
        long sleep = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(sleep)
                .ifPresent(process -> assertThat(process.onExit()).succeedsWithin(Awaiting.BOUND));
        assertThat(lines).isEmpty();
    }
}
