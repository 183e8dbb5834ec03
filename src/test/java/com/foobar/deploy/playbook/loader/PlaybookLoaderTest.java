package com.foobar.deploy.playbook.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.TagSelection;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookLoaderTest {
    private final Playbook site = Fixtures.load("site/site.yml");
    private final Play web = site.plays().get(1);

    private Task task(String name) {
        return List.of(web.preTasks(), web.roleTasks(), web.tasks(), web.postTasks()).stream()
                .flatMap(nodes -> Fixtures.tasks(nodes).stream())
                .filter(task -> task.name().equals(java.util.Optional.of(Value.of(name))))
                .findFirst()
                .orElseThrow();
    }

    private static Variable variable(Map<String, Variable> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    @Test
    void keepsTheFourSectionsAndPutsDependenciesFirst() {
        assertThat(Fixtures.names(web.preTasks())).containsExactly("Before");
        assertThat(Fixtures.names(web.roleTasks())).containsExactly("Common", "Web", "Common", "App", "include_tasks");
        assertThat(Fixtures.names(web.tasks()))
                .containsExactly("Imported", "Imported by the imported", "Risky", "Rescue", "Always", "include_role");
        assertThat(Fixtures.names(web.postTasks())).containsExactly("After");
    }

    @Test
    void inheritsKeywordsFromPlayRoleAndImport() {
        assertThat(task("Web").keywords().tags()).containsExactlyInAnyOrder("site", "web");
        assertThat(task("Web").keywords().become()).contains(Value.of(true));
        assertThat(task("Web").keywords().when()).containsExactly(Value.of("serves_web | default(true)"));
        assertThat(task("Imported").keywords().when()).containsExactly(Value.of("wanted"), Value.of("deep"));
        assertThat(task("Imported by the imported").keywords().tags()).containsExactlyInAnyOrder("site", "imported");
        assertThat(task("App").keywords().vars()).containsEntry("app_name", Value.of("shop"));
    }

    @Test
    void dependenciesInheritTheKeywordsOfTheRoleThatAsks() {
        Task common = Fixtures.tasks(web.roleTasks()).getFirst();

        assertThat(common.keywords().tags()).containsExactlyInAnyOrder("site", "web");
        assertThat(common.roles()).extracting(RoleInstance::name).containsExactly("web", "common");
    }

    @Test
    void readsTheRolesVariablesWithTheirPlaces() {
        RoleInstance role = task("Web").role().orElseThrow();

        assertThat(variable(role.defaults(), "workers").level()).isEqualTo(Precedence.ROLE_DEFAULTS);
        assertThat(variable(role.defaults(), "workers").place().toString()).endsWith("roles/web/defaults/main.yml:2:1");
        assertThat(variable(role.vars(), "conf").value()).isEqualTo(Value.of("/etc/web.conf"));
        assertThat(role.params()).isEqualTo(Map.of("listen_port", Value.of(8080)));
        assertThat(role.folder()).isEqualTo(Fixtures.file("site/roles/web"));
    }

    @Test
    void readsAFolderOfVariablesInSortedOrder() {
        RoleInstance role = task("App").role().orElseThrow();

        assertThat(role.defaults()).containsOnlyKeys("first", "second", "app_name");
        assertThat(variable(role.defaults(), "second").value()).isEqualTo(Value.of(1));
    }

    @Test
    void handlersOfRolesComeBeforeThePlaysOwn() {
        assertThat(web.handlers())
                .extracting(TaskNode::task)
                .extracting(handler -> handler.name().orElseThrow().toString() + " of "
                        + handler.role().map(RoleInstance::name).orElse("the play"))
                .containsExactly("restart web of web", "Reload of web", "restart web of the play");
        assertThat(web.handlers().get(1).task().listen()).containsExactlyInAnyOrder("reload all", "reload web");
    }

    @Test
    void aRoleThatWasUsedBeforeRunsOnce() {
        Play selected = TagSelection.ALL.select(site).plays().get(1);

        // the first use of common is under a condition that the second is not under: it does not count
        assertThat(Fixtures.names(selected.roleTasks()))
                .containsExactly("Common", "Web", "Common", "App", "include_tasks");
    }

    @Test
    void dependenciesOfTwoUnconditionalRolesRunOnce(@TempDir Path folder) {
        Fixtures.save(folder, "roles/base/tasks/main.yml", "- {name: Base, debug: {msg: x}}\n");
        for (String role : List.of("one", "two")) {
            Fixtures.save(folder, "roles/" + role + "/meta/main.yml", "dependencies: [base]\n");
            Fixtures.save(folder, "roles/" + role + "/tasks/main.yml", "- {name: " + role + ", debug: {msg: x}}\n");
        }
        Path file = Fixtures.save(
                folder,
                "site.yml",
                "- {hosts: all, roles: [{role: one, tags: a}, {role: two, tags: b}, {role: base, x: 1}]}\n");
        Playbook playbook = Fixtures.loader().load(file);

        assertThat(Fixtures.names(
                        TagSelection.ALL.select(playbook).plays().getFirst().roleTasks()))
                .containsExactly("Base", "one", "two", "Base");
        assertThat(Fixtures.names(new TagSelection(Set.of("b"), Set.of())
                        .select(playbook)
                        .plays()
                        .getFirst()
                        .roleTasks()))
                .containsExactly("Base", "two");
    }

    @Test
    void aBlockGivesItsConditionAndNotificationsToItsTasks() {
        assertThat(task("Risky").keywords().when()).containsExactly(Value.of("guard"));
        assertThat(task("Risky").notifies()).containsExactly(Value.of("restart web"));
        assertThat(task("Always").keywords().when()).containsExactly(Value.of("guard"));
    }

    @Test
    void includesWaitForTheRun() {
        var include = (Include) web.roleTasks().getLast();
        PlaybookLoader loader = Fixtures.loader();

        var included = loader.include(include, "extra.yml", Map.of(), Map.of("x", Value.of(1)));

        Task extra = (Task) included.tasks().getFirst();
        assertThat(extra.name()).contains(Value.of("Extra"));
        assertThat(extra.keywords().when())
                .as("the include's condition is its own")
                .isEmpty();
        assertThat(extra.origin().includeParams()).containsEntry("x", Value.of(1));
        assertThat(extra.keywords().vars()).containsEntry("app_name", Value.of("shop"));
        assertThat(extra.roles()).extracting(RoleInstance::name).containsExactly("app");
    }

    @Test
    void anIncludedRoleBringsItsDependenciesAndHandlers() {
        var include = (Include) web.tasks().getLast();
        var included = Fixtures.loader().include(include, "web", Map.of(), Map.of());

        assertThat(Fixtures.names(included.tasks())).containsExactly("Common", "Web");
        assertThat(included.handlers()).hasSize(2);
        assertThat(included.roles()).extracting(RoleInstance::name).containsExactly("common", "web");
        assertThat(Fixtures.tasks(included.tasks()).getLast().keywords().tags())
                .containsExactlyInAnyOrder("site", "web", "imported");
    }

    @Test
    void extraVariablesDecideOnImportedFiles() {
        Playbook playbook =
                Fixtures.loader(Map.of("part", TextValue.plain("more"))).load(Fixtures.file("site/site.yml"));

        assertThat(Fixtures.names(playbook.plays().get(1).tasks())).startsWith("Imported by the imported", "Risky");
    }
}
