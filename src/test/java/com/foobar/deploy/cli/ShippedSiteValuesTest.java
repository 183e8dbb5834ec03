package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped roles with values that hold what their consumers take for something else: quotes, backslashes, IPv6. */
class ShippedSiteValuesTest {
    private static final Path ROLES = Path.of("roles").toAbsolutePath();
    private static final String PASSWORD = "re'pl\\ica\"$x `id` %s%%;# ü\\";
    private static final Pattern ADDRESS_BEFORE_PORT =
            Pattern.compile("[a-z_]*address\\s*}}:(\\{\\{|\\d)|\\.private_address\\s*}}:");

    private static final Pattern IN_QUOTES = Pattern.compile("'\\{\\{ *\\w*_password");

    @TempDir
    Path folder;

    @Test
    void passwordsReachTheApplicationAsTheyAre() {
        String lines = rendered("""
            - include_vars: ROLES/app/vars/main.yml
            - set_fact:
                out: "{{ app_environment_lines | join('\\n') }}"
            """);
        assertThat(lines).isEqualTo("VALUE=" + quoted());
        assertThat(unquoted(quoted())).isEqualTo(PASSWORD);
    }

    @Test
    void passwordsReachTheCopyAsTheyAre() throws IOException {
        for (String file : List.of("seed-mariadb.yml", "seed-mysql-dump.yml")) {
            String line = Files.readAllLines(ROLES.resolve("mysql/tasks/" + file)).stream()
                    .map(String::strip)
                    .filter(each -> each.startsWith("password = "))
                    .findFirst()
                    .orElseThrow();
            String option = rendered("""
                - set_fact:
                    out: |
                      LINE
                """.replace("LINE", line.replace("mysql_clone_password", "wanted")));
            assertThat(unquoted(option.strip().substring("password = ".length())))
                    .as(file)
                    .isEqualTo(PASSWORD);
        }
    }

    @Test
    void noPasswordIsPutBetweenQuotesOfSql() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files(".yml")) {
            Files.readAllLines(file).stream()
                    .filter(line -> IN_QUOTES.matcher(line).find())
                    .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void anAddressBeforeAPortMayBeOneOfIpv6() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : Stream.concat(files(".yml").stream(), files(".mustache").stream())
                .toList()) {
            for (String line : Files.readAllLines(file)) {
                Matcher address = ADDRESS_BEFORE_PORT.matcher(line);
                // The routers' lines get theirs wrapped (vars/main.yml); CLONE takes none of IPv6 (seed-mysql.yml).
                if (address.find() && !line.strip().startsWith("server ") && !line.contains("donor:")) {
                    found.add(file.getFileName() + ": " + line.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** As {@code -e mysql_binlog_days=7} gives them. */
    @Test
    void numbersMayBeText() {
        String text = rendered("""
            - include_vars: ROLES/mysql/vars/main.yml
            - include_vars: ROLES/haproxy/vars/main.yml
            - set_fact: { mysql_binlog_days: "7", haproxy_maxconn: "2000" }
            - set_fact:
                out: "{{ mysql_binlog_seconds }} {{ haproxy_site_maxconn }}"
            """);
        assertThat(text).isEqualTo("604800 1950");
    }

    @Test
    void unitsAndRoutesTakeAddressesOfIpv6() {
        String text = rendered("""
            - include_vars: ROLES/mysql/vars/main.yml
            - set_fact:
                socket: "{{ lookup('template', 'ROLES/mysql/templates/database-role.socket.mustache') }}"
            - include_vars: ROLES/router/vars/main.yml
            - set_fact:
                out: "{{ socket }}{{ router_server_lines[0].address }}\\n{{ galera_addresses }}\\n"
            """);
        assertThat(text).contains("ListenStream=[fd00::12]:3380\n").endsWith("[fd00::12]\n[fd00::12]\n");
    }

    /** What the tasks put into {@code out}. A plan, since that takes no lock of this machine; names that are no secret's. */
    private String rendered(String tasks) {
        String site = """
            - hosts: one
              gather_facts: false
              vars:
                wanted: 'WRITTEN'
                app_environment: { VALUE: "{{ wanted }}" }
                mysql_address: fd00::12
                mysql_endpoint_port: 3380
                router_servers: [one]
                router_any_writes: false
              tasks:
            TASKS
                - debug: { msg: "OUT {{ out | b64encode }} END" }
            """.replace("WRITTEN", PASSWORD.replace("'", "''"))
                .replace("TASKS", tasks.indent(4).stripTrailing())
                .replace("ROLES", ROLES.toString());
        var cli = new CommandLineFixture(folder)
                .file(
                        "hosts.yml",
                        "db: { hosts: { one: { ansible_connection: local, private_address: 'fd00::12' } } }\n")
                .file("site.yml", site);
        String said = cli.run(
                        "plan",
                        "-v",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(0)
                .text();
        Matcher out = Pattern.compile("OUT (\\S+) END").matcher(said);
        assertThat(out.find()).as(said).isTrue();
        return new String(Base64.getDecoder().decode(out.group(1)), StandardCharsets.UTF_8);
    }

    /** As systemd (EnvironmentFile) and the clients of the databases (option files) write it between double quotes. */
    private static String quoted() {
        return "\"" + PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String unquoted(String text) {
        assertThat(text).startsWith("\"").endsWith("\"");
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROLES)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
