package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyTableTest {
    private final StringWriter text = new StringWriter();
    private final VerifyTable table = new VerifyTable(new PrintWriter(text), Style.of(Map.of("NO_COLOR", "1"), false));

    @Test
    void whatFollowsFromAFindingIsNoFinding() {
        table.add("database", "the server answers", "web-02", Optional.of("its server takes no logins"));
        table.add(
                "web",
                "34 the application reads from the replica",
                "web-01",
                Optional.of("consequence of web-02: reads web-01"));
        table.add("web", "33 all hosts run the same release", "web-01", Optional.empty());
        table.print();
        assertThat(table.failures()).isEqualTo(1);
        assertThat(text.toString())
                .contains("FAIL the server answers")
                .contains("then 34 the application reads from the replica")
                .endsWith("3 checks, 1 failed, 1 as a consequence\n");
    }

    @Test
    void aCheckThatFailsOnOneHostForItselfIsAFinding() {
        table.add("web", "34", "web-01", Optional.of("consequence of web-02: reads web-01"));
        table.add("web", "34", "web-03", Optional.of("expected web-02, seen web-01"));
        table.print();
        assertThat(table.failures()).isEqualTo(1);
        assertThat(text.toString()).contains("FAIL 34").endsWith("1 checks, 1 failed\n");
    }

    /** What it is a consequence of was not looked at, as with a limit. */
    @Test
    void aConsequenceOfNothingIsAFinding() {
        table.add("web", "34", "web-01", Optional.of("consequence of web-02: reads web-01"));
        table.print();
        assertThat(table.failures()).isEqualTo(1);
        assertThat(text.toString()).endsWith("1 checks, 1 failed\n");
    }

    @Test
    void whatADebugTaskShowsIsPrintedLineByLine() {
        table.accept(
                new Event.Said("web-01", ListValue.of(Value.of("web-01 to lb-01"), Value.of("web-01 to \u001b[2J"))));
        assertThat(text.toString()).startsWith("web-01 to lb-01\nweb-01 to ").doesNotContain("\u001b");
    }
}
