package com.foobar.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @TempDir
    Path folder;

    private Inventory inventory;

    @BeforeEach
    void load() throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yml"), """
            lb: { hosts: { lb-01: } }
            web: { hosts: { 'web-[01:04].example.com': } }
            db: { hosts: { web-01.example.com: , db-01: } }
            v6: { hosts: { '2001:db8::1': , '2001:db8::2': } }
            """);
        inventory = Inventory.load(List.of(file.toString()), Optional.empty(), VaultReader.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
        lb                              ; lb-01
        web:lb                          ; w1 w2 w3 w4 lb-01
        lb,db                           ; lb-01 w1 db-01
        web:&db                         ; w1
        &db:web                         ; w1
        web:!web-02.example.com         ; w1 w3 w4
        !web-02*:web                    ; w1 w3 w4
        web:db:&web:!web-0[12].*        ; w3 w4
        !web:!v6                        ; lb-01 db-01
        web-0?.example.com              ; w1 w2 w3 w4
        web-0[!1-3]*                    ; w4
        *b                              ; lb-01 w1 w2 w3 w4 db-01
        ~(web|lb)-0[12]                 ; lb-01 w1 w2
        ~web-\\d{1,2}:!~.*-0[23]        ; w1 w4
        web[0]                          ; w1
        web[-1]                         ; w4
        web[1:2]                        ; w2 w3
        web[2:]                         ; w3 w4
        web[9]                          ; ""
        web-*[0]                        ; w1
        2001:db8::1                     ; 2001:db8::1
        [2001:db8::1]:lb                ; 2001:db8::1 lb-01
        v6,!2001:db8::1                 ; 2001:db8::2
        nothing                         ; ""
        localhost                       ; localhost
        127.0.0.1                       ; 127.0.0.1
        lb:localhost                    ; lb-01 localhost
        """)
    void selects(String pattern, String expected) {
        List<String> names = inventory.select(pattern).stream()
                .map(host -> host.name().replaceAll("web-0(\\d)\\.example\\.com", "w$1"))
                .toList();

        assertThat(String.join(" ", names)).isEqualTo(expected);
    }

    @Test
    void allIsEveryHostButTheImplicitOne() {
        assertThat(inventory.select("all")).containsExactlyElementsOf(inventory.hosts());
        assertThat(inventory.select("*")).hasSize(8);
    }

    @Test
    void readsLimitsFromFiles() throws IOException {
        Path limit = Files.writeString(folder.resolve("retry"), "# failed\nlb-01\n\nweb:!web-03*\n");

        assertThat(inventory.select("@" + limit))
                .extracting(Host::name)
                .containsExactly("lb-01", "web-01.example.com", "web-02.example.com", "web-04.example.com");
    }

    @Test
    void implicitLocalhostIsLocalAndHasTheVariablesOfAll() {
        assertThat(value("localhost", "ansible_connection")).isEqualTo(Value.of("local"));
        assertThat(inventory.groupNames(new Host("localhost"))).isEmpty();
    }

    @Test
    void tellsWhatNobodyKnows() {
        assertThat(inventory.unknownNames("web:lbb:!web-05.example.com:nope*:all:localhost"))
                .containsExactly("lbb", "web-05.example.com", "nope*");
    }

    @Test
    void onTheCommandLineAnUnknownNameIsAnError() {
        Diagnostic diagnostic = failure("web:db-02");

        assertThat(diagnostic.code()).isEqualTo(ErrorCode.HOST_PATTERN);
        assertThat(diagnostic.message()).isEqualTo("no host and no group is called `db-02`");
        assertThat(diagnostic.advice()).first().isEqualTo("did you mean `db-01`?");
        assertThat(failure("web:&lb").code()).isEqualTo(ErrorCode.NO_HOSTS_MATCH);
        assertThat(failure("~web-(").code()).isEqualTo(ErrorCode.HOST_PATTERN);
        assertThat(failure("web:!").code()).isEqualTo(ErrorCode.HOST_PATTERN);
        assertThat(failure("@nowhere").code()).isEqualTo(ErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void hostsAndGroupsMayBeAddedAtRunTime() {
        inventory = inventory
                .with("new-01", List.of("fresh"), Map.of("color", Value.of("red")))
                .withGroup("fresh", List.of("web"), List.of("db-01"));

        assertThat(inventory.select("web")).extracting(Host::name).contains("new-01", "db-01");
        assertThat(inventory.groupNames(new Host("new-01"))).containsExactly("fresh", "web");
        assertThat(value("new-01", "color")).isEqualTo(Value.of("red"));
        assertThat(inventory.groups().get("ungrouped")).isEmpty();
    }

    @Test
    void anInventoryStaysAsItIs() {
        Map<String, List<String>> groups = inventory.groups();
        Map<String, Variable> variables = inventory.variables(new Host("db-01"));

        Inventory more = inventory
                .with("new-01", List.of("web", "fresh"), Map.of())
                .with("db-01", List.of("web"), Map.of("color", Value.of("red")))
                .withGroup("web", List.of("above"), List.of("db-01"));

        assertThat(more.variables(new Host("db-01"))).containsKey("color");
        assertThat(inventory.groups()).isEqualTo(groups).doesNotContainKeys("fresh", "above");
        assertThat(inventory.hosts()).doesNotContain(new Host("new-01"));
        assertThat(inventory.explain(new Host("db-01"))).doesNotContainKey("color");
        assertThat(inventory.variables(new Host("db-01"))).isEqualTo(variables);
    }

    private Value value(String host, String name) {
        return java.util.Objects.requireNonNull(
                        inventory.variables(new Host(host)).get(name))
                .value();
    }

    private Diagnostic failure(String pattern) {
        return catchThrowableOfType(DeployException.class, () -> inventory.selectKnown(pattern))
                .diagnostic();
    }
}
