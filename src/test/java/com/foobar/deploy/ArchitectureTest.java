package com.foobar.deploy;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages, as docs/architecture.md draws them. */
class ArchitectureTest {
    private static final String ROOT = "com.foobar.deploy";

    /** The place that holds the tool's own classes, wherever those of the tests lie. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Diagnostic.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void packagesUseOnlyWhatTheyMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("diagnostic")
                .definedBy(ROOT + ".diagnostic..")
                .layer("value")
                .definedBy(ROOT + ".value..")
                .layer("template")
                .definedBy(ROOT + ".template..")
                .layer("inventory")
                .definedBy(ROOT + ".inventory..")
                .layer("playbook")
                .definedBy(ROOT + ".playbook..")
                .layer("connection")
                .definedBy(ROOT + ".connection..")
                .layer("state")
                .definedBy(ROOT + ".state..")
                .layer("module")
                .definedBy(ROOT + ".module..")
                .layer("engine")
                .definedBy(ROOT + ".engine..")
                .layer("view")
                .definedBy(ROOT + ".view..")
                .layer("record")
                .definedBy(ROOT + ".record..")
                .layer("operate")
                .definedBy(ROOT + ".site.operate..")
                .layer("drill")
                .definedBy(ROOT + ".site.drill..")
                .layer("lint")
                .definedBy(ROOT + ".lint..")
                .layer("lab")
                .definedBy(ROOT + ".lab..")
                .layer("cli")
                .definedBy(ROOT + ".cli..")
                .whereLayer("value")
                .mayOnlyAccessLayers("diagnostic")
                .whereLayer("template")
                .mayOnlyAccessLayers("value", "diagnostic")
                .whereLayer("inventory")
                .mayOnlyAccessLayers("value", "diagnostic")
                .whereLayer("playbook")
                .mayOnlyAccessLayers("value", "template", "diagnostic")
                .whereLayer("connection")
                .mayOnlyAccessLayers("value", "diagnostic")
                .whereLayer("state")
                .mayOnlyAccessLayers("connection", "value", "diagnostic")
                .whereLayer("module")
                .mayOnlyAccessLayers("state", "template", "connection", "value", "diagnostic")
                .whereLayer("engine")
                .mayOnlyAccessLayers(
                        "module", "state", "playbook", "inventory", "template", "connection", "value", "diagnostic")
                .whereLayer("view")
                .mayOnlyAccessLayers("engine", "module", "template", "value", "diagnostic")
                .whereLayer("record")
                .mayOnlyAccessLayers("engine", "module", "template", "value", "diagnostic")
                .whereLayer("operate")
                .mayOnlyAccessLayers("engine", "inventory", "value", "diagnostic")
                .whereLayer("drill")
                .mayOnlyAccessLayers("operate", "lab", "engine", "inventory", "value", "diagnostic")
                .whereLayer("lint")
                .mayOnlyAccessLayers("playbook", "inventory", "template", "value", "diagnostic")
                .whereLayer("lab")
                .mayOnlyAccessLayers("connection", "value", "diagnostic")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("diagnostic")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    /** What the engine gets knows nothing of the YAML that it was read from, nor of who reads it. */
    @Test
    void aPlaybookDoesNotKnowItsLoader() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + ".playbook")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".playbook.loader..")
                .check(CLASSES);
    }

    /** What knows the shipped site is apart from the general tool, which works without it. */
    @Test
    void onlyCommandsKnowTheShippedSite() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".site..", ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".site..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** The rooms of the engine, each on top of those before it; the package itself, on top of all, is what others start. */
    private static final List<String> ENGINE_ROOMS =
            List.of("event", "host", "run", "variables", "prepared", "handler", "reading", "task", "play");

    @Test
    void eachRoomOfTheEngineUsesOnlyThoseBelow() {
        for (int i = 0; i < ENGINE_ROOMS.size(); i++) {
            String engine = ROOT + ".engine";
            var above = Stream.concat(
                    Stream.of(engine),
                    ENGINE_ROOMS.subList(i + 1, ENGINE_ROOMS.size()).stream().map(room -> engine + "." + room + ".."));
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage(engine + "." + ENGINE_ROOMS.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above.toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void theEngineHasNoOtherRooms() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.that(JavaClass.Predicates.resideInAPackage(ROOT + ".engine.(*)..")).stream()
                .map(found -> found.getPackageName().split("\\.")[4])
                .forEach(rooms::add);
        assertThat(rooms).isEqualTo(new TreeSet<>(ENGINE_ROOMS));
    }

    @Test
    void familiesHaveNoCycles() {
        for (String parent : List.of(".module.builtin", ".state.question", ".template.filter", ".cli")) {
            slices().matching(ROOT + parent + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(CLASSES);
        }
    }

    /** Grammar, text forms and Mustache files stand below the evaluator, which uses them. */
    @Test
    void syntaxesDoNotKnowTheEvaluator() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".template.mustache..", ROOT + ".template.syntax..", ROOT + ".template.text..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".template")
                .check(CLASSES);
    }

    @Test
    void onlyTheSshPackageSeesMina() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".connection.ssh..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.sshd..")
                .check(CLASSES);
    }

    /** Servers are for the rehearsal, which has a source set and a jar of its own. */
    @Test
    void theToolHasNoServer() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.sshd.server..", ROOT + ".startup..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassDoes() {
        ArchRuleDefinition.noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager)")
                .check(CLASSES);
    }
}
