package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says around packages is what the apply then does, on a host whose package manager is a script. */
class PlannedPackagesTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHost() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        cli.file("installed", "").file("units/old.service", "");
        String installed = cli.path("installed").toString();
        hosts.program("dpkg-query", """
            printf 'dpkg\\tamd64\\tii \\t1.21\\t\\ntzdata\\tall\\tii \\t2024\\t\\n'
            while read -r n; do printf '%%s\\tamd64\\tii \\t1.0\\t\\n' "$n"; done <%s
            """.formatted(installed));
        hosts.program("dpkg", "echo amd64");
        // Knows bc and tree of its own architecture, and prints names as apt does.
        hosts.program("apt-cache", """
            for n in "$@"; do
              case $n in
                bc|bc:amd64|bc:any|bc:native|bc:all) printf 'bc:\\n  Candidate: 1.0\\n' ;;
                tree) printf 'tree:\\n  Candidate: 1.0\\n' ;;
              esac
            done
            """);
        hosts.program("apt-get", """
            case $* in *' -s '*) simulated=y ;; esac
            for n in "$@"; do
              case $n in
                bc|bc:amd64|bc:any|bc:native|bc:all) n=bc ;;
                tree) ;;
                *:i386) echo "E: Unable to locate package $n" >&2; exit 100 ;;
                *) continue ;;
              esac
              if grep -qx "$n" %1$s; then echo '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.'; exit; fi
              [ -z "$simulated" ] || { echo "Inst $n (1.0 localhost [amd64])"; continue; }
              echo "$n" >>%1$s; : >%2$s/$n-agent.service
            done
            echo '0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.'
            """.formatted(installed, cli.path("units")));
        hosts.program("systemctl", """
            case $* in
              list-units*) ;;
              list-unit-files*) for u in %s/*.service; do echo "${u##*/} disabled enabled"; done ;;
            esac
            """.formatted(cli.path("units")));
        hosts.add("web");
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private CommandLineFixture.Outcome run(String playbook, String... command) {
        cli.file(
                "site.yml",
                "- hosts: all\n  gather_facts: false\n  tasks:\n"
                        + playbook.replace("R/", folder + "/").indent(4));
        var args = new ArrayList<>(List.of(command));
        args.addAll(List.of(
                cli.path("site.yml").toString(), "-i", cli.path("hosts.yml").toString()));
        return cli.run(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"bc", "bc:amd64", "bc:any", "bc:native", "bc:all"})
    void aPackageOfTheHostsArchitecture(String name) {
        String playbook = "- apt: { name: '%s' }\n- apt: { name: bc }\n".formatted(name);
        run(playbook, "plan").exits(0).says("install " + name);
        assertThat(cli.read("installed")).isEmpty();
        run(playbook, "apply", "-y").exits(0).says("changed 1");
        assertThat(cli.read("installed")).isEqualTo("bc\n");
        run(playbook, "plan").exits(0).says("to change 0");
        run(playbook, "apply", "-y").exits(0).says("changed 0");
    }

    @ParameterizedTest
    @CsvSource({"bc:i386", "tzdata:i386"})
    void aPackageOfAnotherArchitecture(String name) {
        String playbook = "- apt: { name: '%s' }\n".formatted(name);
        run(playbook, "plan").exits(4).says("No package matching '" + name + "' is available");
        run(playbook, "apply", "-y").exits(4).says("Unable to locate package " + name);
    }

    /** Facts read after a planned change are no longer the host's own. */
    @Test
    void factsAfterAnInstallation() {
        String playbook = """
            - apt: { name: tree }
            - package_facts:
            - name: where tree is installed
              copy: { dest: R/tree-is-there, content: x }
              when: "'tree' in ansible_facts.packages"
            - service_facts:
            - name: where its unit is
              copy: { dest: R/unit-is-there, content: x }
              when: "'tree-agent.service' in ansible_facts.services"
            """;
        run(playbook, "plan").exits(0).says("? web  where tree is installed", "? web  where its unit is");
        run(playbook, "apply", "-y").exits(0).says("changed 3");
        assertThat(cli.path("tree-is-there")).exists();
        assertThat(cli.path("unit-is-there")).exists();
        run(playbook, "plan").exits(0).says("to change 0");
    }
}
