package com.foobar.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlInventoryTest {
    private static final String SITE = """
        all:
          vars:
            ansible_user: deploy
            region: north
          children:
            lb:
              hosts:
                lb-01: {}
            web:
              hosts:
                web-[01:02]:
                  weight: 10
                web-02: { weight: 20, region: south }
              vars:
                region: east
            site:
              children:
                web:
                lb:
              vars:
                region: west
        """;

    @TempDir
    Path folder;

    @Test
    void readsHostsGroupsAndVariables() throws IOException {
        Inventory inventory = load(SITE);

        assertThat(inventory.hosts()).extracting(Host::name).containsExactly("lb-01", "web-01", "web-02");
        assertThat(inventory.groups())
                .containsEntry("all", List.of("lb-01", "web-01", "web-02"))
                .containsEntry("web", List.of("web-01", "web-02"))
                .containsEntry("site", List.of("web-01", "web-02", "lb-01"))
                .containsEntry("ungrouped", List.of());
        assertThat(inventory.groupNames(new Host("web-01"))).containsExactly("site", "web");
        assertThat(plain(inventory, "web-01"))
                .containsEntry("ansible_user", Value.of("deploy"))
                .containsEntry("weight", Value.of(10));
    }

    @Test
    void deeperGroupsAndHostsWin() throws IOException {
        Inventory inventory = load(SITE);

        assertThat(plain(inventory, "lb-01")).containsEntry("region", Value.of("west"));
        assertThat(plain(inventory, "web-01")).containsEntry("region", Value.of("east"));
        assertThat(plain(inventory, "web-02"))
                .containsEntry("region", Value.of("south"))
                .containsEntry("weight", Value.of(20));
    }

    @Test
    void explainsEveryCandidateWithItsPlace() throws IOException {
        Inventory inventory = load(SITE);

        assertThat(inventory.explain(new Host("web-02")).get("region"))
                .extracting(variable -> variable.value() + " "
                        + variable.level().title() + " line " + variable.place().line())
                .containsExactly(
                        "south inventory host vars line 13",
                        "east inventory group vars line 15",
                        "west inventory group vars line 21",
                        "north inventory group vars line 4");
    }

    @Test
    void priorityOrdersGroupsOfTheSameDepth() throws IOException {
        Inventory inventory = load("""
            a: { hosts: { h: }, vars: { x: a, ansible_group_priority: 10 } }
            b: { hosts: { h: }, vars: { x: b } }
            """);

        assertThat(plain(inventory, "h")).containsEntry("x", Value.of("a"));
    }

    @Test
    void namesOrderGroupsOfTheSameDepthAndPriority() throws IOException {
        Inventory inventory = load("b: { hosts: { h: }, vars: { x: b } }\n" + "a: { hosts: { h: }, vars: { x: a } }\n");

        assertThat(plain(inventory, "h")).containsEntry("x", Value.of("b"));
    }

    @Test
    void portsStandBehindTheName() throws IOException {
        Inventory inventory = load("all: { hosts: { 'web-01:2222': , '[2001:db8::1]:22': , '2001:db8::2': } }");

        assertThat(inventory.hosts()).extracting(Host::name).containsExactly("web-01", "2001:db8::1", "2001:db8::2");
        assertThat(plain(inventory, "web-01")).containsEntry("ansible_port", Value.of(2222));
        assertThat(plain(inventory, "2001:db8::1")).containsEntry("ansible_port", Value.of(22));
        assertThat(plain(inventory, "2001:db8::2")).isEmpty();
    }

    @Test
    void ungroupedHoldsWhatHasNoGroup() throws IOException {
        Inventory inventory = load("all: { hosts: { a: , b: }, children: { web: { hosts: { b: } } } }");

        assertThat(inventory.groups()).containsEntry("ungrouped", List.of("a"));
        assertThat(inventory.groupNames(new Host("a"))).containsExactly("ungrouped");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestOne() {
        Diagnostic diagnostic = failure("web:\n  hots:\n    web-01:\n");

        assertThat(diagnostic.code()).isEqualTo(ErrorCode.INVENTORY_SYNTAX);
        assertThat(diagnostic.message()).isEqualTo("the group `web` has no key `hots`");
        assertThat(diagnostic.place().orElseThrow()).hasToString(folder.resolve("hosts.yml") + ":2:3");
        assertThat(diagnostic.advice()).first().isEqualTo("did you mean `hosts`?");
    }

    @Test
    void groupsCannotContainEachOther() {
        Diagnostic diagnostic = failure("a: { children: { b: { children: { a: } } } }");

        assertThat(diagnostic.code()).isEqualTo(ErrorCode.INVENTORY_CYCLE);
        assertThat(diagnostic.message()).isEqualTo("the group `b` cannot be a child of `a`, which it contains");
    }

    @Test
    void badInputIsRefusedWithItsPlace() {
        assertThat(failure("- web\n").code()).isEqualTo(ErrorCode.YAML_SHAPE);
        assertThat(failure("web: { hosts: [a, b] }").message())
                .isEqualTo("`hosts` must be a mapping: write each host as a key, such as `web-01:`, not a list");
        assertThat(failure("web: { hosts: { 'a b': } }").code()).isEqualTo(ErrorCode.INVENTORY_SYNTAX);
        assertThat(failure("web: { hosts: { 'a:99999': } }").message())
                .isEqualTo("`a:99999` is not a host: `99999` is no port");
        assertThat(failure("web: { hosts: { a: , a: } }").code()).isEqualTo(ErrorCode.YAML_DUPLICATE_KEY);
        assertThat(failure("web:\n\thosts:\n").code()).isEqualTo(ErrorCode.YAML_SYNTAX);
        assertThat(failure("web: { hosts: { 'a[3:1]': } }").code()).isEqualTo(ErrorCode.HOST_PATTERN);
        assertThat(failure("'my web': {}").code()).isEqualTo(ErrorCode.INVENTORY_SYNTAX);
        assertThat(failure("a: { vars: { ansible_group_priority: high } }").code())
                .isEqualTo(ErrorCode.INVENTORY_SYNTAX);
    }

    @Test
    void aSourceThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Inventory.load(List.of("nowhere"), Optional.empty(), VaultReader.NONE))
                .isInstanceOfSatisfying(
                        DeployException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
    }

    private Inventory load(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yml"), yaml);
        return Inventory.load(List.of(file.toString()), Optional.empty(), VaultReader.NONE);
    }

    private Diagnostic failure(String yaml) {
        var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(DeployException.class, () -> load(yaml));
        return thrown.diagnostic();
    }

    private static Map<String, Value> plain(Inventory inventory, String host) {
        var values = new java.util.HashMap<String, Value>();
        Map<String, Variable> variables = inventory.variables(new Host(host));
        variables.forEach((name, variable) -> values.put(name, variable.value()));
        return values;
    }
}
