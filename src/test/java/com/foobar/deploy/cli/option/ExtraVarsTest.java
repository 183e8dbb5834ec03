package com.foobar.deploy.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraVarsTest {
    private CommandLineFixture cli;

    @BeforeEach
    void makeFiles(@TempDir Path folder) {
        cli = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { hosts: { one: { ansible_connection: local } } }\n");
    }

    /** Of a command line as a shell hands it on: the file's name is a word of its own. */
    @Test
    void areReadFromFilesTextsAndWords() {
        cli.file("vars.yml", "from_yaml: [1, 2]\n").file("vars.json", "{\"from_json\": {\"a\": null}}\n");
        cli.apply(
                        """
                        - hosts: all
                          gather_facts: false
                          tasks:
                            - assert:
                                that:
                                  - from_yaml == [1, 2]
                                  - from_json.a is none
                                  - inline.n == 5
                                  - word == 'two words' and number == '5'
                        """,
                        "-e",
                        "@" + cli.path("vars.yml"),
                        "--extra-vars=@" + cli.path("vars.json"),
                        "-e",
                        "{inline: {n: 5}}",
                        "-e",
                        "word='two words' number=5")
                .exits(0);
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("v=\"it's\"", "it's"),
                Arguments.of("v='say \"hi\"'", "say \"hi\""),
                Arguments.of("v=\"say \\\"hi\\\"\"", "say \"hi\""),
                Arguments.of("v=a\"b c\"d", "a\"b c\"d"),
                Arguments.of("v=\"a\"b", "\"a\"b"),
                Arguments.of("v=a=b=c", "a=b=c"),
                Arguments.of("v=\\\"x\\\"", "x"),
                Arguments.of("v=", ""),
                Arguments.of("v=''", ""),
                Arguments.of("v={\"k\":1}", "{\"k\":1}"),
                Arguments.of("v='{\"k\": 1}'", "{\"k\": 1}"),
                Arguments.of("v=C:\\dir\\new", "C:\\dir\new"),
                Arguments.of("v=C:\\\\dir", "C:\\dir"),
                Arguments.of("v='two\\nlines'", "two\nlines"),
                Arguments.of("v=\\x41\\u00e9\\U0001F600", "A\u00e9\ud83d\ude00"),
                Arguments.of("v=a\\ other=b", "a\\"),
                Arguments.of("v=\"{{ 'a' ~ ' b' }}\\t.\"", "a b\t."),
                Arguments.of("v={{ ['a b', 'c'] | last }}", "c"),
                Arguments.of("first=1\n  v='x y'\n", "x y"),
                Arguments.of("v=old v=new", "new"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordsAreReadAsAnsibleReadsThem(String given, String expected) {
        cli.file("expected", expected);
        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - assert: { that: "v == lookup('file', 'expected', rstrip=false)" }
            """, "-e", given).exits(0);
    }

    @Test
    void anEmptyTextSetsNothing() {
        cli.apply("- { hosts: all, gather_facts: false, tasks: [debug: {}] }\n", "-e", "")
                .exits(0);
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        cli.apply("- hosts: all\n", "-e", "@missing.yml").exits(2).says("missing.yml");
    }

    /** Whatever form it was meant to have: a part of it may be a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "db_password=canary secret",
                "db_password = canary",
                "db_password: canary",
                "db_password canary",
                "canary",
                "'db_password=canary",
                "db_password='canary",
                "db_password=canary \"x",
                "db_password=it's canary",
                "db_password={\"k\": canary}",
                "db_password={{ canary",
                "db_password=x canary=1 = 2",
                "=canary",
                "/canary",
                "{db_password: canary",
                "{db_password: *canary}",
                "{db_password: !canary x}",
                "{\"db_password\": \"\\qcanary\"}",
                "[canary]",
                "- canary"
            })
    void whatIsNotUnderstoodIsNotRepeated(String given) {
        CommandLineFixture.Outcome outcome =
                cli.apply("- hosts: all\n", "-e", given).exits(2);
        assertThat(outcome.out() + outcome.err()).contains("-e `").doesNotContain("canary");
    }

    @Test
    void jsonIsReadAsJson() {
        cli.file("vars.json", "{\n\t\"url\": \"http:\\/\\/x\",\n\t\"large\": 1e5\n}\n")
                .apply("""
                    - hosts: all
                      gather_facts: false
                      tasks:
                        - include_vars: vars.json
                        - assert:
                            that:
                              - url == 'http://x'
                              - large == 100000
                              - inline == 'a/b' and number == 0.25
                    """, "-e", "{\"inline\": \"a\\/b\", \"number\": 2.5E-1}")
                .exits(0);
    }

    @Test
    void whatIsGivenIsNotPromptedFor() {
        cli.apply("""
            - hosts: all
              gather_facts: false
              vars_prompt:
                - { name: release, prompt: Which release }
                - { name: password, prompt: Password, private: true }
              tasks:
                - assert: { that: "release == '1.2' and password == 'geheim'" }
            """, "-e", "release=1.2 password=geheim").exits(0);
    }
}
