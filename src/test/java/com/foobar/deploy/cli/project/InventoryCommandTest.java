package com.foobar.deploy.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.DeployException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The expected graphs and lists were printed by ansible-inventory of ansible-core 2.14. */
class InventoryCommandTest {
    private final List<String> errors = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"directory, source", "yaml, source.yml", "ini, source", "beside, source.yml"})
    void drawsTheGraphOfAnsible(String fixture, String source) throws IOException {
        assertThat(run("graph", "--vars", "-i", path(fixture + "/" + source), "--playbook", path(fixture) + "/play"))
                .isEqualTo(Files.readString(Path.of(path(fixture + "/expected.graph"))));
    }

    @ParameterizedTest
    @CsvSource({"directory, source", "ini, source", "priority, source.yml"})
    void printsTheListOfAnsible(String fixture, String source) throws IOException {
        assertThat(run("list", "-i", path(fixture + "/" + source)))
                .isEqualTo(Files.readString(Path.of(path(fixture + "/expected.json"))));
    }

    @Test
    void explainsWhereAValueComesFrom() {
        String folder = path("beside");

        String told = run("explain", "w1", "v4", "-i", folder + "/source.yml", "--playbook", folder + "/play");

        assertThat(told.replace(folder + "/", "")).isEqualTo("""
            w1  (in web)
            VARIABLE     VALUE  LEVEL                        FROM
            v4           4       4 inventory group vars all  group_vars/all.yml:1:1
              overrides  web     3 inventory group vars      source.yml:2:66
              overrides  3       3 inventory group vars      source.yml:1:23
            """);
    }

    @Test
    void explainsEveryVariableOfEveryHostOfAPattern() {
        String told = run("explain", "web:&db*", "-i", path("ini/source"));

        assertThat(told).isEmpty();
        assertThat(errors).containsExactly("the pattern `web:&db*` selects no host");
        assertThat(run("explain", "db-[xz]", "-i", path("ini/source")).lines())
                .filteredOn(line -> line.startsWith("ansible_port") || line.startsWith("db-"))
                .hasSize(4);
    }

    @Test
    void secretsAreMasked() {
        String vault = Objects.requireNonNull(getClass().getResource("/vault")).getPath();
        String source = vault + "/hosts.yml";

        String known = run("list", "-i", source, "--vault-password-file", vault + "/password");
        String unknown = run("list", "-i", source);

        assertThat(known).contains("\"password\": \"[secret]\"").doesNotContain("s3cret");
        assertThat(unknown).contains("\"password\": \"[encrypted]\"");
        assertThat(run("explain", "w1", "-i", source, "--vault-password-file", vault + "/password"))
                .contains("[secret]")
                .doesNotContain("s3cret");
    }

    @Test
    void unknownNamesAreErrors() {
        run("explain", "w9", "-i", path("beside/source.yml"));
        run("explain", "w1", "v33", "-i", path("beside/source.yml"));
        run("graph", "-i", "nowhere");

        assertThat(errors)
                .containsExactly(
                        "no host and no group is called `w9`",
                        "the inventory gives `w1` no variable `v33`",
                        "there is no inventory `nowhere`");
    }

    @Test
    void everyCommandHasExamples() {
        for (String command : List.of("list", "graph", "explain")) {
            assertThat(run(command, "--help")).contains("Examples:", "foobar-deploy inventory " + command);
        }
        assertThat(run("--help")).contains("Examples:");
    }

    private String run(String... arguments) {
        var text = new StringWriter();
        new CommandLine(new InventoryCommand())
                .setOut(new PrintWriter(text))
                .setExecutionExceptionHandler((exception, _, _) -> {
                    errors.add(((DeployException) exception).diagnostic().message());
                    return 2;
                })
                .execute(arguments);
        return text.toString();
    }

    private static String path(String name) {
        try {
            return Path.of(Objects.requireNonNull(InventoryCommandTest.class.getResource("/inventory/" + name))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
