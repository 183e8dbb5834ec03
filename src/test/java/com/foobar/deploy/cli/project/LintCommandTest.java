package com.foobar.deploy.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.rule.Rules;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each directory under {@code lint} has a project, what is found in it, and the files after {@code --fix}. With
 * {@code -Dlint.write=true} the expectations are written anew, to be read before they are committed.
 */
class LintCommandTest {
    @TempDir
    Path folder;

    static List<String> names() throws IOException {
        try (Stream<Path> cases = Files.list(cases())) {
            return cases.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static Path cases() {
        try {
            return Path.of(Objects.requireNonNull(LintCommandTest.class.getResource("/lint"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyRuleHasAFixture() throws IOException {
        assertThat(names()).containsAll(Rules.ALL.stream().map(Rule::id).toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void findsAndFixes(String name) throws IOException {
        Path source = cases().resolve(name);
        copy(source.resolve("project"));
        var cli = new CommandLineFixture(folder);

        String found = cli.run(arguments()).exits(6).out();
        expect(source, "findings.txt", found);
        cli.run(arguments("--fix"));
        for (String file : fixed(source.resolve("project"))) {
            expect(source, "fixed/" + file, cli.read(file));
        }
        assertThat(cli.run(arguments()).out())
                .as("what --fix settles is settled")
                .doesNotContain("can be fixed");
    }

    private static void expect(Path source, String name, String text) throws IOException {
        if (Boolean.getBoolean("lint.write")) {
            Path file = Path.of("src/test/resources/lint", source.getFileName().toString(), name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } else {
            assertThat(text).isEqualTo(Files.readString(source.resolve(name)));
        }
    }

    /** The files that a fix has changed. */
    private List<String> fixed(Path project) throws IOException {
        var changed = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = project.relativize(file).toString();
                if (!Files.readString(file).equals(Files.readString(folder.resolve(name)))) {
                    changed.add(name);
                }
            }
        }
        return changed;
    }

    private void copy(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(project.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private String[] arguments(String... more) {
        var arguments = new ArrayList<>(List.of("lint", folder.toString()));
        if (Files.exists(folder.resolve("hosts.yml"))) {
            arguments.addAll(List.of("-i", folder + "/hosts.yml"));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void whatTheLoaderRefusesIsShownToo() {
        var cli = new CommandLineFixture(folder)
                .file("site.yml", "- hosts: all\n  tasks:\n    - debug:\n      whn: true\n")
                .file("other.yml", "- hosts: all\n\ttasks:\n");

        cli.run("lint", folder.toString())
                .exits(6)
                .says(
                        "error[FD0201]",
                        "--> other.yml:2:1",
                        "error[FD0301]: a task has no keyword `whn`",
                        "0 found, 2 errors");
    }

    @Test
    void aPartOfAProjectIsJudgedWithTheRestInView() {
        var cli = new CommandLineFixture(folder)
                .file("roles/web/defaults/main.yml", "web_port: 80\nweb_unused: 1\n")
                .file(
                        "roles/web/tasks/main.yml",
                        "- name: Show\n  debug: {var: web_port}\n- name: X\n  when: yes\n  ping:\n")
                .file("inventories/lab/hosts.yml", "all: {hosts: {a: {port: 1}}}\n")
                .file("playbooks/site.yml", "- hosts: all\n  roles: [web]\n  tasks:\n    - debug: {var: port}\n");

        cli.run("lint", folder + "/playbooks", "-i", folder + "/inventories/lab")
                .exits(0)
                .says("nothing found");
        cli.run("lint", folder + "/roles/web/defaults").exits(6).says("nothing uses `web_unused`", "1 found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inventories/lab", "inventories/production"})
    void theShippedPlaybooksAndRolesPass(String inventory) {
        var outcome = new CommandLineFixture(folder).run("lint", "playbooks", "roles", "inventories", "-i", inventory);

        assertThat(outcome.text()).isEqualTo("nothing found\n");
        assertThat(outcome.exit()).isZero();
    }
}
