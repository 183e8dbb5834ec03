package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
    @Test
    void coloursAreForTerminalsUnlessTheEnvironmentSaysOtherwise() {
        assertThat(Style.of(Map.of("TERM", "xterm"), true).colours()).isTrue();
        assertThat(Style.of(Map.of("TERM", "xterm"), false).colours()).isFalse();
        assertThat(Style.of(Map.of("TERM", "dumb"), true).colours()).isFalse();
        assertThat(Style.of(Map.of("CI", "true"), true).colours()).isFalse();
        assertThat(Style.of(Map.of("CLICOLOR", "0"), true).colours()).isFalse();
        assertThat(Style.of(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), true)
                        .colours())
                .isFalse();
        assertThat(Style.of(Map.of("NO_COLOR", ""), true).colours()).isTrue();
        assertThat(Style.of(Map.of("CLICOLOR_FORCE", "1", "CI", "true"), false).colours())
                .isTrue();
        assertThat(Style.of(Map.of("CLICOLOR_FORCE", "0"), false).colours()).isFalse();
    }

    @Test
    void theLocaleTellsWhetherThereIsMoreThanAscii() {
        assertThat(Style.of(Map.of("LANG", "de_DE.UTF-8"), true).unicode()).isTrue();
        assertThat(Style.of(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C"), true).unicode())
                .isFalse();
        assertThat(Style.of(Map.of("LC_CTYPE", "C.utf8", "LANG", "C"), true).unicode())
                .isTrue();
    }

    @Test
    void textOfAHostIsShownAndNotObeyed() {
        assertThat(TerminalText.of("a\u001b[2Jb\u202ec\u2028")).isEqualTo("a\\x1b[2Jb\\u202ec\\u2028");
        assertThat(TerminalText.lastLine("10 %\r20 %\r30 %\n\n")).isEqualTo("30 %");
    }

    @Test
    void aLineIsCutByCellsNotByCharacters() {
        assertThat(LiveArea.fit("日本語", 4)).isEqualTo("日本");
        assertThat(LiveArea.fit("e\u0301tude", 2)).isEqualTo("e\u0301t");
    }
}
