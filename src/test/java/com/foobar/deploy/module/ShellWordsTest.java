package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void wordsAreSplitAsPythonDoes() {
        assertThat(ShellWords.split("a  b\tc\nd")).containsExactly("a", "b", "c", "d");
        assertThat(ShellWords.split("a 'b  c' \"d 'e'\" f\\ g")).containsExactly("a", "b  c", "d 'e'", "f g");
        assertThat(ShellWords.split("a'b'\"c\" '' \"\"")).containsExactly("abc", "", "");
        assertThat(ShellWords.split("\"\\a \\\" \\\\\"")).containsExactly("\\a \" \\");
        assertThat(ShellWords.split("")).isEmpty();
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessageContaining("quote");
        assertThatThrownBy(() -> ShellWords.split("a \"b\\")).hasMessageContaining("quote");
    }
}
