package com.foobar.deploy.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final String BEFORE = """
        T\t\td 755 root root \t1.0 1.0 2
        T\ta\tf 600 root root \t1.0 1.0 1
        T\tm\tl 777 root root a\t1.0 1.0 1
        H\t0a1b\ta
        """;

    @Test
    void seesModesOwnersTargetsContentsAndWhatIsNew() {
        Snapshot before = Snapshot.parse(BEFORE);
        assertThat(before.changedFiles(Snapshot.parse(BEFORE), true)).isEmpty();
        assertThat(changed("f 600", "f 644")).containsExactly("a");
        assertThat(changed("f 600 root", "f 600 daemon")).containsExactly("a");
        assertThat(changed("root a", "root b")).containsExactly("m");
        assertThat(changed("0a1b", "ffff")).containsExactly("a");
        assertThat(before.changedFiles(Snapshot.parse(BEFORE + "T\tnew\tf 644 root root \t1.0 1.0 1\n"), false))
                .containsExactly("new");
    }

    @Test
    void seesThatAFileWasTouchedOnlyWhereTimesCount() {
        Snapshot touched = Snapshot.parse(BEFORE.replace("root \t1.0 1.0 1", "root \t2.0 2.0 1"));
        assertThat(touched.changedFiles(Snapshot.parse(BEFORE), true)).containsExactly("a");
        assertThat(touched.changedFiles(Snapshot.parse(BEFORE), false)).isEmpty();
    }

    private static Iterable<String> changed(String old, String now) {
        return Snapshot.parse(BEFORE).changedFiles(Snapshot.parse(BEFORE.replace(old, now)), false);
    }
}
