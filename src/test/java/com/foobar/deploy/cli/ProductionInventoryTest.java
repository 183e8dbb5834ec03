package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first plan of the shipped site on servers of one's own: what the inventory lacks is named at once. */
class ProductionInventoryTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("foobar.home", "")).toAbsolutePath();
    private static final String SITE = PROJECT.resolve("playbooks/site.yml").toString();

    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void start() {
        cli = new CommandLineFixture(folder);
    }

    private CommandLineFixture.Outcome init() {
        return cli.run("init", "--site", folder.resolve("mine").toString(), "--vault-password-file", password());
    }

    private CommandLineFixture.Outcome plan(String... more) {
        var all = new ArrayList<>(List.of("plan", SITE));
        all.addAll(List.of(more));
        return cli.run(all.toArray(String[]::new));
    }

    private String password() {
        return folder.resolve("vault-password").toString();
    }

    @Test
    void theShippedExampleLacksPasswordsOnly() {
        plan("-i", PROJECT.resolve("inventories/production").toString())
                .exits(4)
                .says(
                        "the inventory lacks what the site needs:",
                        "app_database_write_password, the password of the account that may write (on web-01, web-02):"
                                + " set it in inventories/production/group_vars/all/secrets.yml",
                        "app_database_read_password",
                        "mysql_replication_password");
    }

    @Test
    void allThatIsMissingIsNamedAndNoHostIsAsked() {
        cli.file("hosts.yml", """
            all:
              children:
                web: { hosts: { web-01: { ansible_host: 127.0.0.1, ansible_port: 1 } } }
                db: { hosts: { web-01: } }
            """);
        var outcome = plan("-i", cli.path("hosts.yml").toString())
                .exits(4)
                .says(
                        "a host in the group lb",
                        "private_address of web-01",
                        "app_database_write_password",
                        "mysql_replication_password");
        assertThat(outcome.text()).doesNotContain("refuses the connection", "no_log");
    }

    @Test
    void theInventoryThatIsMadeLacksAddressesOnly() throws IOException {
        init().exits(0).says("made 4 files", "--vault-password-file");
        Path vault = folder.resolve("mine/group_vars/all/vault.yml");
        assertThat(vault).content().startsWith("$ANSIBLE_VAULT;1.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(password()))))
                .isEqualTo("rw-------");
        assertThat(cli.run("vault", "view", vault.toString(), "--vault-password-file", password())
                        .exits(0)
                        .out())
                .containsPattern("app_database_write_password: \"[A-Za-z0-9_-]{32}\"")
                .containsPattern("mysql_replication_password: \"[A-Za-z0-9_-]{32}\"")
                // The role makes a password for every copy of a database.
                .doesNotContain("mysql_clone_password");
        var outcome = plan("-i", folder.resolve("mine").toString(), "--vault-password-file", password())
                .exits(4)
                .says("ansible_host of lb-01: set it in ", "private_address of web-02: set it in ");
        assertThat(outcome.text()).doesNotContain("password of");

        init().exits(2).says("is there already; nothing was written");
    }

    @Test
    void aMissingPasswordIsNamedUnderNoLog() {
        cli.file("hosts.yml", "all: { hosts: { here: { ansible_connection: local } } }\n")
                .file("site.yml", """
                    - hosts: all
                      gather_facts: false
                      tasks:
                        - copy: { content: "{{ site_password }}", dest: %s/file }
                          no_log: true
                    """.formatted(folder));
        var outcome = cli.run(
                        "plan",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(4);
        assertThat(outcome.text()).contains("`site_password` is undefined");
    }
}
