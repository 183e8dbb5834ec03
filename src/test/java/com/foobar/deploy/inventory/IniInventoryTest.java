package com.foobar.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IniInventoryTest {
    @TempDir
    Path folder;

    @Test
    void variablesHaveTheirPlaces() throws IOException {
        Inventory inventory = load("[web]\nw1  a=1 b=\"x {{ y }}\"\n\n[web:vars]\n  c = d\n");
        Map<String, Variable> variables = inventory.variables(new Host("w1"));

        assertThat(variable(variables, "a").place()).isEqualTo(new Place(file().toString(), 2, 5));
        assertThat(variable(variables, "c").place()).isEqualTo(new Place(file().toString(), 5, 3));
        assertThat(variable(variables, "b").value())
                .isInstanceOfSatisfying(
                        TextValue.class, text -> assertThat(text.template()).isTrue());
    }

    @Test
    void keysOfMappingsMayBeNumbers() {
        assertThat(PythonLiteral.parse("{1: 2}", Place.of("x")))
                .isEqualTo(new MapValue(Map.of(Value.of(1), Value.of(2))));
    }

    @Test
    void setsAreLists() {
        assertThat(PythonLiteral.parse("{'a', 1}", Place.of("x")))
                .isEqualTo(Value.of(List.of(Value.of("a"), Value.of(1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        w1 ansible_host = 192.0.2.1 | after a host stand variables as `name=value`, not `ansible_host` | 4
        w1 a="open                  | the quote is not closed                                          | 6
        w1 a=\\                     | the line ends with a backslash                                   | 6
        'w 1'                       | `w 1` is not a host: a host's name has no spaces, commas or quotes | 1
        w1:port                     | `w1:port` is not a host: `port` is no port                       | 1
        w1:70000                    | `w1:70000` is not a host: `70000` is no port                     | 1
        [my web]                    | `[my web]` is no section: a group's name has no spaces           | 1
        [web:hots]                  | the section `[web:hots]` is of no known kind                     | 1
        [web:vars]                  | there is no group `web`                                          | 1
        w[1:                        | the range in `w[1:` is not valid: the bracket is not closed      | 1
        w[1]                        | the range in `w[1]` is not valid: a range is written `[first:last]` or `[first:last:step]` | 1
        w[1:]                       | the range in `w[1:]` is not valid: a bound is missing            | 1
        w[01:100]                   | the range in `w[01:100]` is not valid: a range with leading zeros must have both ends of equal length | 1
        w[c:a]                      | the range in `w[c:a]` is not valid: it ends before it begins     | 1
        w[1:9:0]                    | the range in `w[1:9:0]` is not valid: the step must be at least 1 | 1
        w[a:9]                      | the range in `w[a:9]` is not valid: `a` is not a number          | 1
        w[0:999999999]              | the range in `w[0:999999999]` is not valid: it makes more than 65536 hosts | 1
        """)
    void badLinesAreRefusedWithTheirPlace(String line, String message, int column) {
        Diagnostic diagnostic = failure(line + "\n");

        assertThat(diagnostic.message()).isEqualTo(message);
        assertThat(diagnostic.place()).contains(new Place(file().toString(), 1, column));
    }

    @Test
    void childrenMustBeDefinedSomewhere() {
        Diagnostic diagnostic = failure("[web]\nw1\n[site:children]\nweb\nwed\n");

        assertThat(diagnostic.message()).isEqualTo("there is no group `wed`");
        assertThat(diagnostic.advice()).first().isEqualTo("did you mean `web`?");
        assertThat(failure("[a:children]\nb\n[b:children]\na\n").code()).isEqualTo(ErrorCode.INVENTORY_CYCLE);
        assertThat(failure("[a]\nx\n[a:vars]\nnonsense\n").message())
                .isEqualTo("a variable is written `name=value`, not `nonsense`");
    }

    private static Variable variable(Map<String, Variable> variables, String name) {
        return Objects.requireNonNull(variables.get(name));
    }

    private Path file() {
        return folder.resolve("hosts");
    }

    private Inventory load(String text) throws IOException {
        Files.writeString(file(), text);
        return Inventory.load(List.of(file().toString()), Optional.empty(), VaultReader.NONE);
    }

    private Diagnostic failure(String text) {
        return catchThrowableOfType(DeployException.class, () -> load(text)).diagnostic();
    }
}
