package com.foobar.deploy.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagSelectionTest {
    @ParameterizedTest(name = "--tags {0} --skip-tags {1}: a task tagged {2} runs: {3}")
    @CsvSource(textBlock = """
        '',       '',        '',            true
        '',       '',        a,             true
        '',       '',        never,         false
        '',       '',        'never,a',     false
        a,        '',        'never,a',     true
        a,        '',        '',            false
        a,        '',        b,             false
        a,        '',        'a,b',         true
        a,        '',        always,        true
        tagged,   '',        '',            false
        tagged,   '',        b,             true
        tagged,   '',        'b,never',     false
        untagged, '',        '',            true
        untagged, '',        b,             false
        all,      '',        b,             true
        all,      '',        never,         false
        '',       a,         a,             false
        '',       a,         b,             true
        '',       a,         '',            true
        '',       always,    always,        false
        '',       all,       always,        true
        '',       tagged,    b,             false
        '',       tagged,    '',            true
        '',       untagged,  '',            false
        b,        a,         'a,b',         false
        """)
    void followsAnsible(String tags, String skip, String own, boolean runs) {
        assertThat(new TagSelection(set(tags), set(skip)).runs(set(own))).isEqualTo(runs);
    }

    private static Set<String> set(String text) {
        return Arrays.stream(text.split(",")).filter(tag -> !tag.isEmpty()).collect(Collectors.toSet());
    }
}
