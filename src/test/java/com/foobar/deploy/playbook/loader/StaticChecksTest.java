package com.foobar.deploy.playbook.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.TagSelection;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticChecksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- include_tasks: \"{{ any }}.yml\"",
                "- {include_tasks: missing.yml, when: some}",
                "- {include_role: {name: missing}, when: some}",
                "- {include_tasks: conditional.yml, when: some}"
            })
    void whatDependsOnTheRunIsLeftToTheRun(String include) {
        Fixtures.save(folder, "conditional.yml", "- include_role: {name: missing}\n- zzzzzzzz: {a: 1}\n");

        assertThatCode(() -> Fixtures.write(
                        folder, "- hosts: all\n  tasks:\n    " + include + "\n    - {command: id, notify: nobody}\n"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "web : restart", "topic", "restart web-01"})
    void handlersAreReachedByNameRoleTopicAndTemplate(String notification) {
        Fixtures.save(folder, "roles/web/handlers/main.yml", """
            - {name: restart, command: id}
            - {name: "restart {{ host }}", command: id}
            - {name: other, command: id, listen: topic}
            """);

        assertThatCode(() -> Fixtures.write(
                        folder,
                        "- hosts: all\n  roles: [web]\n  tasks:\n    - {command: id, notify: \"" + notification
                                + "\"}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void handlersOfAnIncludedRoleAreKnown() {
        Fixtures.save(folder, "roles/web/handlers/main.yml", "- {name: restart, command: id}\n");
        Fixtures.save(folder, "more.yml", "- {command: id, notify: restart}\n- include_tasks: more.yml\n");

        assertThatCode(() -> Fixtures.write(
                        folder,
                        "- hosts: all\n  tasks:\n    - include_tasks: more.yml\n    - include_role: {name: web}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesATagThatNoTaskHas() {
        PlaybookLoader loader = Fixtures.loader();
        Playbook site = loader.load(Fixtures.file("site/site.yml"));

        assertThatCode(() -> loader.checkTags(site, new TagSelection(Set.of("web", "always"), Set.of("imported"))))
                .doesNotThrowAnyException();
        DeployException error = catchThrowableOfType(
                DeployException.class, () -> loader.checkTags(site, new TagSelection(Set.of("wbe"), Set.of())));
        assertThat(error.diagnostic().code()).isEqualTo(ErrorCode.NO_TAGS_MATCH);
        assertThat(error.diagnostic().advice())
                .containsExactly("did you mean `web`?", "its tags are imported, site, web");
    }

    @Test
    void aTagMayComeWithAnIncludeOfTheRun() {
        PlaybookLoader loader = Fixtures.loader();
        Path file =
                Fixtures.save(folder, "site.yml", "- hosts: all\n  tasks:\n    - include_tasks: \"{{ any }}.yml\"\n");

        Fixtures.save(folder, "more.yml", "- command: id\n  tags: [y, x]\n- command: x z\n  tags:\n    - one-z\n");

        assertThatCode(() -> loader.checkTags(loader.load(file), new TagSelection(Set.of("x", "one-z"), Set.of())))
                .doesNotThrowAnyException();
        assertThat(catchThrowableOfType(
                                DeployException.class,
                                () -> loader.checkTags(loader.load(file), new TagSelection(Set.of("z"), Set.of())))
                        .diagnostic()
                        .code())
                .isEqualTo(ErrorCode.NO_TAGS_MATCH);
    }

    @Test
    void everyExpressionIsShownToTheCheck() {
        var seen = new ArrayList<String>();
        var check = new ExpressionCheck() {
            @Override
            public void check(String expression, Place place) {
                seen.add(place.line() + " " + expression);
            }

            @Override
            public void checkTemplate(String text, Place place) {
                seen.add(place.line() + " template " + text);
            }
        };
        Path file = Fixtures.save(folder, "site.yml", """
            - hosts: "{{ a }}"
              vars: {v: "{{ b }}"}
              tasks:
                - debug: {msg: "{{ c }}"}
                  when: [d, true]
                  changed_when: e
                  failed_when: f
                  until: g
                  loop: ["{{ h }}"]
                  become_user: "{{ i }}"
            """);
        new PlaybookLoader(VaultReader.NONE, new SampleModules(), List.of(), Map.of(), check, KnownNames::plainly)
                .load(file);

        assertThat(Set.copyOf(seen))
                .containsExactlyInAnyOrder(
                        "1 template {{ a }}",
                        "2 template {{ b }}",
                        "4 template {{ c }}",
                        "5 d",
                        "6 e",
                        "7 f",
                        "8 g",
                        "9 template {{ h }}",
                        "10 template {{ i }}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnf",
                "ansible.builtin.dnf",
                "ansible.legacy.dnf",
                "firewalld",
                "ansible.posix.firewalld",
                "community.general.ufw",
                "amazon.aws.ec2_instance"
            })
    void knowsModulesOfAnsibles(String name) {
        assertThat(ForeignModules.known(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dnff", "ansible.builtin.dnff", "ansible.builtin.ufw", "community.mysql.mysql_dbb", "whenn.x"})
    void knowsNoOthers(String name) {
        assertThat(ForeignModules.known(name)).isFalse();
    }

    @Test
    void rolesAreFoundInTheOrderOfAnsible() {
        Fixtures.save(folder, "given/web/tasks/main.yml", "- {name: Given, command: id}\n");
        Fixtures.save(folder, "given/ns.name.web/tasks/main.yml", "- {name: Whole, command: id}\n");
        Fixtures.save(folder, "other/tasks/main.yaml", "- {name: Beside, command: id}\n");
        Path file = Fixtures.save(
                folder, "site.yml", "- {hosts: all, roles: [web, ns.name.web, other, a.b.other, ./given/web]}\n");

        Play play = new PlaybookLoader(
                        VaultReader.NONE, new SampleModules(), List.of(folder.resolve("given")), Map.of())
                .load(file)
                .plays()
                .getFirst();

        assertThat(Fixtures.names(play.roleTasks())).containsExactly("Given", "Whole", "Beside", "Beside", "Given");
        assertThat(play.roles()).extracting(RoleInstance::name).endsWith("web");
    }
}
