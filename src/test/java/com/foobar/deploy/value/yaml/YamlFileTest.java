package com.foobar.deploy.value.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlFileTest {
    private final YamlFile yaml = new YamlFile(VaultReader.NONE);

    @TempDir
    Path folder;

    /** Each line holds a plain scalar, its type and its value as PyYAML 6.0's safe loader reads it. */
    static Stream<String[]> scalars() throws IOException, URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(YamlFileTest.class.getResource("/yaml/scalars.tsv"))
                .toURI());
        return Files.readAllLines(file).stream().map(line -> line.split("\t", -1));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void plainScalarsAreWhatPyYamlTakesThemFor(String text, String type, String expected) {
        assertThat(python(value("v: " + text))).isEqualTo(type + " " + expected);
    }

    private static String python(Value value) {
        return switch (value) {
            case BoolValue bool -> "bool " + (bool.flag() ? "True" : "False");
            case IntValue number -> "int " + number.number();
            case FloatValue number -> "float " + python(number.number());
            case NullValue _ -> "NoneType None";
            default -> "str " + value;
        };
    }

    private static String python(double number) {
        return Double.isNaN(number) ? "nan" : Double.toString(number).replace("Infinity", "inf");
    }

    @Test
    void quotedAndTaggedScalarsAreTexts() {
        assertThat(value("v: 'yes'")).isEqualTo(Value.of("yes"));
        assertThat(value("v: \"0644\"")).isEqualTo(Value.of("0644"));
        assertThat(value("v: !!str 5")).isEqualTo(Value.of("5"));
        assertThat(value("v: !!int '5'")).isEqualTo(Value.of(5));
        assertThat(value("v: !!binary aGVsbG8=")).isEqualTo(Value.of("hello"));
        assertThat(value("v: |\n  a\n  b\n")).isEqualTo(Value.of("a\nb\n"));
        assertThat(value("v: >-\n  a\n  b\n")).isEqualTo(Value.of("a b"));
        assertThat(value("v:")).isEqualTo(NullValue.NULL);
    }

    @Test
    void writtenTextsMayBeTemplatesButKeysAndUnsafeOnesAreNot() {
        assertThat(((TextValue) value("v: '{{ a }}'")).template()).isTrue();
        assertThat(((TextValue) value("v: !unsafe '{{ a }}'")).template()).isFalse();
        assertThat(((TextValue) ((MapValue) value("v: !unsafe {a: '{{ b }}'}"))
                                .find("a")
                                .orElseThrow())
                        .template())
                .isFalse();
        YamlNode.Mapping mapping = mapping("'{{ k }}': 1");
        assertThat(((TextValue) mapping.entries().getFirst().key().value()).template())
                .isFalse();
    }

    @Test
    void everyNodeHasItsPlace() {
        YamlNode.Mapping mapping = mapping("# comment\na:\n  - x\n  - {b: y}\n");
        var sequence = (YamlNode.Sequence) mapping.get("a").orElseThrow();
        var inner = (YamlNode.Mapping) sequence.items().get(1);

        assertThat(mapping.entries().getFirst().key().place()).hasToString("test.yml:2:1");
        assertThat(sequence.items().getFirst().place()).hasToString("test.yml:3:5");
        assertThat(inner.get("b").orElseThrow().place()).hasToString("test.yml:4:9");
        assertThat(((TextValue) sequence.items().getFirst().toValue()).place()).contains(new Place("test.yml", 3, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a: &a {x: 1, y: 2}; v: {<<: *a, y: 3, z: 4}                     | x=1 y=3 z=4
        a: &a {x: 1}; b: &b {x: 2, y: 2}; v: {<<: [*a, *b], z: 3}       | x=1 y=2 z=3
        a: &a {x: 1}; b: &b {<<: *a, y: 2}; v: {z: 3, <<: *b}           | x=1 y=2 z=3
        a: &a {x: 1}; b: &b {y: 2}; v: {<<: *a, <<: *b}                 | x=1 y=2
        """)
    void mergeKeysFillInWhatIsNotWritten(String text, String expected) {
        var merged = (MapValue) value(text.replace("; ", "\n"));

        assertThat(merged.strings().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + ((IntValue) entry.getValue()).number()))
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void mergedKeysComeFirstAsInPyYaml() {
        var merged = (MapValue) value("a: &a {x: 1, y: 2}\nv: {z: 4, y: 3, <<: *a}");

        assertThat(merged.strings().keySet()).containsExactly("x", "y", "z");
    }

    @Test
    void aliasesShareTheirValue() {
        assertThat(value("a: &a [1]\nv: [*a, *a]"))
                .isEqualTo(Value.of(List.of(Value.of(List.of(Value.of(1))), Value.of(List.of(Value.of(1))))));
    }

    @Test
    void keysThatAreNoTextsHaveNames() {
        assertThat(mapping("{1: a, yes: b, ~: c, 1.5: d}").entries())
                .extracting(YamlNode.Entry::name)
                .containsExactly("1", "true", "null", "1.5");
    }

    @Test
    void anEmptyDocumentIsNothing() {
        assertThat(yaml.parse("", "test.yml")).isEmpty();
        assertThat(yaml.parse("# only a comment\n", "test.yml")).isEmpty();
        assertThat(yaml.parse("\uFEFFa: 1\r\nb: 2\r\n", "test.yml")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a:\\n\\tb: 1       | YAML_SYNTAX        | 2:1 | YAML is indented with spaces: replace the tab
        a: b: c            | YAML_SYNTAX        | 1:5 | a string that holds `: ` must stand in quotes
        a: {{ b }}         | YAML_SYNTAX        | 1:4 | write `a: "{{ b }}"`
        a: {{ b }}c        | YAML_SYNTAX        | 1:4 | write `a: "{{ b }}c"`
        a: @b              | YAML_SYNTAX        | 1:4 | a string that starts with this character must stand in quotes
        a: 1\\n b: 2       | YAML_SYNTAX        | 2:3 | a string that holds `: ` must stand in quotes
        a: [1, 2           | YAML_SYNTAX        | 1:4 | check the indentation, and put a value that starts with `{{` in quotes
        a: *b              | YAML_SYNTAX        | 1:4 |
        a: 1\\n---\\nb: 2  | YAML_SYNTAX        | 2:1 | the file may hold one document only: remove the second `---`
        a: !valt x         | YAML_SYNTAX        | 1:4 | did you mean `!vault`?
        a: !!int x         | YAML_SYNTAX        | 1:4 |
        a: &a [*a]         | YAML_SYNTAX        | 1:4 |
        a: &a {<<: *a}     | YAML_SYNTAX        | 1:4 |
        a: {<<: 5}         | YAML_SHAPE         | 1:9 |
        a: 1\\nb: 2\\na: 3 | YAML_DUPLICATE_KEY | 3:1 | YAML would drop the first one: rename one of them, or begin a new item with `- `
        a: {b: 1, b: 1}    | YAML_DUPLICATE_KEY | 1:11 | YAML would drop the first one: rename one of them, or begin a new item with `- `
        """)
    void badTextsAreRefusedWithTheirPlace(String text, ErrorCode code, String place, String advice) {
        Diagnostic diagnostic = failure(text.replace("\\n", "\n").replace("\\t", "\t") + "\n");

        assertThat(diagnostic.code()).isEqualTo(code);
        assertThat(diagnostic.place().orElseThrow()).hasToString("test.yml:" + place);
        assertThat(diagnostic.advice().stream().findFirst()).isEqualTo(Optional.ofNullable(advice));
    }

    @Test
    void controlCharactersHaveAPlace() {
        Diagnostic diagnostic = failure("a: 1\nb: x\u001b[0m\n");

        assertThat(diagnostic.message()).isEqualTo("this is not valid YAML: the character U+001B is not allowed");
        assertThat(diagnostic.place().orElseThrow()).hasToString("test.yml:2:5");
    }

    @Test
    void aliasesOfAliasesAreBounded() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", java.util.Collections.nCopies(9, before)))
                    .append("]\n");
        }

        assertThat(failure(bomb.toString()).message()).isEqualTo("aliases make this document too large");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path latin = Files.write(folder.resolve("latin.yml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowableOfType(DeployException.class, () -> yaml.read(latin))
                        .diagnostic()
                        .message())
                .isEqualTo("`" + latin + "` is not UTF-8 text");
        assertThat(catchThrowableOfType(DeployException.class, () -> yaml.read(folder.resolve("no.yml")))
                        .diagnostic()
                        .code())
                .isEqualTo(ErrorCode.FILE_NOT_FOUND);
    }

    private Value value(String text) {
        return mapping(text).get("v").orElseThrow().toValue();
    }

    private YamlNode.Mapping mapping(String text) {
        return (YamlNode.Mapping) yaml.parse(text, "test.yml").orElseThrow();
    }

    private Diagnostic failure(String text) {
        return catchThrowableOfType(DeployException.class, () -> yaml.parse(text, "test.yml"))
                .diagnostic();
    }

    /** Ansible reads a document that is JSON as JSON, and all else as YAML. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"v\": 1e5}|float 100000.0",
                "{\"v\": -2.5E+3}|float -2500.0",
                "{v: 1e5}|str 1e5",
                "v: 1e5|str 1e5",
                "{\"v\": 1e5,}|str 1e5",
                "{\"v\": \"a\\/b\"}|str a/b",
                "v: \"a\\/b\"|str a/b",
                "v: 'a\\/b'|str a\\/b",
                "{\"v\":\"\\u00fc\"}|str ü",
                "{\"v\": \"1e5\"}|str 1e5"
            })
    void jsonIsReadAsJson(String text, String expected) {
        assertThat(python(value(text))).isEqualTo(expected);
    }

    @Test
    void jsonMayBeIndentedWithTabs() {
        assertThat(value("{\n\t\"v\":\t[\n\t\t1\n\t]\n}")).isEqualTo(com.foobar.deploy.value.ListValue.of(Value.of(1)));
    }
}
