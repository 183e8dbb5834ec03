package com.foobar.deploy.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python's fnmatch answers. */
class WildcardTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
        * | web-01 | true
        * | .hidden/x | true
        web-?? | web-01 | true
        web-? | web-01 | false
        web-0[12] | web-02 | true
        web-0[!12] | web-02 | false
        web-0[!12] | web-03 | true
        [a-c]x | bx | true
        []a]x | ]x | true
        [!]a]x | ]x | false
        [a&&b] | & | true
        [a&&b] | b | true
        [^a] | a | true
        [ab | [ab | true
        a\\b | a\\b | true
        {a,b} | a | false
        {a,b} | {a,b} | true
        a.b | axb | false
        """)
    void matches(String wildcard, String name, boolean expected) {
        assertThat(Wildcard.of(wildcard).matches(name)).isEqualTo(expected);
    }
}
