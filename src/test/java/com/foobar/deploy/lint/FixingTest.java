package com.foobar.deploy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How fixes are applied to the lines of a file. */
class FixingTest {
    private static Finding replacing(int line, int column, String old, String by) {
        return Finding.of("rule", new Place("site.yml", line, column), "a message")
                .fixedBy(new Finding.Fix.Replace(column, old, by));
    }

    @Test
    void severalFixesOfALineKeepTheirColumns() {
        List<String> fixed = Fixing.fixed(
                List.of("a: yes, b: no"), List.of(replacing(1, 4, "yes", "true"), replacing(1, 12, "no", "false")));

        assertThat(fixed).containsExactly("a: true, b: false");
    }

    @Test
    void whatIsNoLongerThereIsLeftAlone() {
        assertThat(Fixing.fixed(List.of("a: on"), List.of(replacing(1, 4, "yes", "true"))))
                .containsExactly("a: on");
    }

    @Test
    void findingsWithoutAFixChangeNothing() {
        var finding = Finding.of("rule", new Place("site.yml", 1, 1), "a message");

        assertThat(Fixing.fixed(List.of("a: yes"), List.of(finding))).containsExactly("a: yes");
        assertThat(finding).hasToString("site.yml:1:1: a message (rule)");
    }
}
