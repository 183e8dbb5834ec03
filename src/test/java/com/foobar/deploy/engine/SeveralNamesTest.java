package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file has many names: what is changed by one of them is seen by the others. */
class SeveralNamesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeNames() throws Exception {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        Files.createSymbolicLink(folder.resolve("far"), Path.of("link"));
        Files.writeString(folder.resolve("real/conf"), "start\n");
        Files.setPosixFilePermissions(
                folder.resolve("real/conf"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(folder.resolve("alias"), Path.of("real/conf"));
        Files.createLink(folder.resolve("hard"), folder.resolve("real/conf"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("real/later"));
    }

    private RunFixture applied(String tasks) {
        return ran(tasks, false);
    }

    private RunFixture ran(String tasks, boolean check) {
        var run = new RunFixture(folder);
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
            """ + tasks.indent(4);
        if (check) {
            run.plan(playbook);
        } else {
            run.apply(playbook);
        }
        return run;
    }

    private static String[] all(String status, String... names) {
        return Stream.of(names).map(name -> "one " + name + ": " + status).toArray(String[]::new);
    }

    @Test
    void linesByAllNamesOfADirectoryAddUp() {
        String tasks = """
            - { name: a, lineinfile: { path: "{{ root }}/real/conf", line: a } }
            - { name: b, lineinfile: { path: "{{ root }}/link/conf", line: b } }
            - { name: c, lineinfile: { path: "{{ root }}/far/conf", line: c } }
            - { name: d, lineinfile: { path: "{{ root }}/link/../real//conf", line: d } }
            - { name: e, lineinfile: { path: "{{ root }}/alias", line: e } }
            - { name: f, lineinfile: { path: "{{ root }}/real/conf", line: f } }
            - { name: a again, lineinfile: { path: "{{ root }}/far/conf", line: a } }
            """;
        RunFixture plan = ran(tasks, true);
        RunFixture run = applied(tasks);
        assertThat(run.outcomes()).as(run.failures()).startsWith(all("CHANGED", "a", "b", "c", "d", "e", "f"));
        assertThat(run.outcomes()).endsWith("one a again: OK");
        assertThat(run.read("real/conf")).isEqualTo("start\na\nb\nc\nd\ne\nf\n");
        assertThat(plan.outcomes()).isEqualTo(run.outcomes());
    }

    @Test
    void whatIsMadeOrRemovedIsSeenByTheOtherName() {
        String tasks = """
            - { name: ahead, stat: { path: "{{ root }}/link/new" }, register: ahead }
            - { name: made, copy: { dest: "{{ root }}/real/new", content: "x" } }
            - { name: look, stat: { path: "{{ root }}/link/new" }, register: there }
            - { name: is there, assert: { that: [there.stat.exists, not ahead.stat.exists] } }
            - { name: same, copy: { dest: "{{ root }}/far/new", content: "x" } }
            - { name: mode, file: { path: "{{ root }}/real/new", mode: "0600" } }
            - { name: other mode, file: { path: "{{ root }}/link/new", mode: "0644" } }
            - { name: gone, file: { path: "{{ root }}/real/new", state: absent } }
            - { name: again, copy: { dest: "{{ root }}/link/new", content: "x" } }
            - { name: all gone, file: { path: "{{ root }}/real", state: absent } }
            - { name: empty, file: { path: "{{ root }}/real", state: directory } }
            - { name: once more, copy: { dest: "{{ root }}/far/new", content: "x" } }
            """;
        RunFixture plan = ran(tasks, true);
        RunFixture run = applied(tasks);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one ahead: OK",
                        "one made: CHANGED",
                        "one look: OK",
                        "one is there: OK",
                        "one same: OK",
                        "one mode: CHANGED",
                        "one other mode: CHANGED",
                        "one gone: CHANGED",
                        "one again: CHANGED",
                        "one all gone: CHANGED",
                        "one empty: CHANGED",
                        "one once more: CHANGED");
        assertThat(folder.resolve("real/new")).exists();
        assertThat(plan.outcomes()).as(plan.failures()).isEqualTo(run.outcomes());
    }

    @Test
    void aFileThatALinkLeadsToComesAndGoes() {
        String tasks = """
            - { name: ahead, stat: { path: "{{ root }}/dangling", follow: true }, register: ahead }
            - { name: made, copy: { dest: "{{ root }}/real/later", content: "x\\n" } }
            - { name: edited, lineinfile: { path: "{{ root }}/dangling", line: y } }
            - { name: look, stat: { path: "{{ root }}/dangling", follow: true }, register: there }
            - { name: is there, assert: { that: [there.stat.exists, not ahead.stat.exists] } }
            """;
        RunFixture plan = ran(tasks, true);
        RunFixture run = applied(tasks);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one ahead: OK",
                        "one made: CHANGED",
                        "one edited: CHANGED",
                        "one look: OK",
                        "one is there: OK");
        assertThat(run.read("real/later")).isEqualTo("x\ny\n");
        assertThat(plan.outcomes()).as(plan.failures()).isEqualTo(run.outcomes());
    }

    @Test
    void aHardLinkSeesWhatIsSetOnTheFile() {
        RunFixture run = applied("""
            - { name: ahead, file: { path: "{{ root }}/hard", mode: "0640" } }
            - { name: by the file, file: { path: "{{ root }}/real/conf", mode: "0600" } }
            - { name: by the other, file: { path: "{{ root }}/hard", mode: "0640" } }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(all("CHANGED", "ahead", "by the file", "by the other"));
    }

    /** A hard link keeps the old file where the other name gets a new one, a bind mount does not: a plan cannot tell. */
    @Test
    void aPlanDoubtsOtherNamesOfAFileThatItChanges() throws Exception {
        Files.createLink(folder.resolve("untouched"), Files.writeString(folder.resolve("real/other"), "other\n"));
        RunFixture plan = ran("""
            - { name: before, file: { path: "{{ root }}/hard", mode: "0644" } }
            - { name: mode, file: { path: "{{ root }}/real/conf", mode: "0600" } }
            - { name: mode of the same, file: { path: "{{ root }}/link/conf", mode: "0600" } }
            - { name: mode of the other, file: { path: "{{ root }}/hard", mode: "0644" } }
            - { name: content of the other, copy: { dest: "{{ root }}/hard", content: "start\\n" } }
            - { name: another file, file: { path: "{{ root }}/untouched", mode: "0644" } }
            """, true);
        assertThat(plan.outcomes())
                .as(plan.failures())
                .containsExactly(
                        "one before: OK",
                        "one mode: CHANGED",
                        "one mode of the same: OK",
                        "one mode of the other: CONDITIONAL",
                        "one content of the other: CONDITIONAL",
                        "one another file: OK");
    }

    @Test
    void aLinkThatIsTurnedLeadsElsewhere() throws Exception {
        Files.createDirectory(folder.resolve("other"));
        String tasks = """
            - { name: same here, copy: { dest: "{{ root }}/link/conf", content: "start\\n" } }
            - { name: turned, file: { path: "{{ root }}/link", src: other, state: link } }
            - { name: written there, copy: { dest: "{{ root }}/link/conf", content: "start\\n" } }
            - { name: and through another, copy: { dest: "{{ root }}/far/conf", content: "start\\n" } }
            """;
        RunFixture plan = ran(tasks, true);
        RunFixture run = applied(tasks);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one same here: OK",
                        "one turned: CHANGED",
                        "one written there: CHANGED",
                        "one and through another: OK");
        assertThat(run.read("other/conf")).isEqualTo("start\n");
        assertThat(plan.outcomes()).as(plan.failures()).isEqualTo(run.outcomes());
    }
}
