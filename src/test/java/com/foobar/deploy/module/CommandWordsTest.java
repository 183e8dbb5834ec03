package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void wordsAreSplitAsPythonDoes() {
        assertThat(CommandWords.split("a  b\tc\nd")).containsExactly("a", "b", "c", "d");
        assertThat(CommandWords.split("a 'b  c' \"d 'e'\" f\\ g")).containsExactly("a", "b  c", "d 'e'", "f g");
        assertThat(CommandWords.split("a'b'\"c\" '' \"\"")).containsExactly("abc", "", "");
        assertThat(CommandWords.split("\"\\a \\\" \\\\\"")).containsExactly("\\a \" \\");
        assertThat(CommandWords.split("")).isEmpty();
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> CommandWords.split("a 'b")).hasMessageContaining("quote");
        assertThatThrownBy(() -> CommandWords.split("a \"b\\")).hasMessageContaining("quote");
    }
}
