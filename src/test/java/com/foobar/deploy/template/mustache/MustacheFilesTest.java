package com.foobar.deploy.template.mustache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class MustacheFilesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/template/mustache.yaml");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> fixtures() {
        Value cases =
                new YamlFile(VaultReader.NONE).read(FIXTURES).orElseThrow().toValue();
        return ((ListValue) cases)
                .items().stream()
                        .map(MapValue.class::cast)
                        .map(each -> DynamicTest.dynamicTest(text(each, "name"), () -> check(each)));
    }

    private static String text(MapValue map, String key) {
        return PythonText.str(map.find(key).orElseThrow());
    }

    private void check(MapValue example) throws IOException {
        for (var file : example.find("files")
                .map(map -> ((MapValue) map).strings())
                .orElse(Map.of())
                .entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), PythonText.str(file.getValue()));
        }
        Path file = Files.createTempFile(folder, "case", ".mustache");
        Files.writeString(file, text(example, "template"));
        Map<String, Value> variables =
                example.find("vars").map(map -> ((MapValue) map).strings()).orElse(Map.of());
        if (example.get("fails") == null) {
            assertThat(render(file, variables).text()).isEqualTo(text(example, "expected"));
            return;
        }
        DeployException error = catchThrowableOfType(DeployException.class, () -> render(file, variables));
        assertThat(error.diagnostic().message()).startsWith(text(example, "fails"));
        if (example.get("line") instanceof IntValue line) {
            assertThat(error.diagnostic().place())
                    .contains(new Place(file.toString(), line.number().intValue(), 0));
        }
        if (example.get("advice") != null) {
            assertThat(error.diagnostic().advice()).contains(text(example, "advice"));
        }
    }

    private static TextValue render(Path file, Map<String, Value> variables) {
        return new Templates().renderFile(file, Scope.of(variables, FileSearch.NOWHERE));
    }

    @Test
    void aSecretMakesTheTextOne() throws IOException {
        Path file = folder.resolve("a.mustache");
        Files.writeString(file, "{{#users}}{{name}}:{{password}}{{/users}}");
        var user = Value.of(Map.of("name", Value.of("u"), "password", TextValue.secret("p")));

        TextValue text = render(file, Map.of("users", ListValue.of(user)));

        assertThat(text.text()).isEqualTo("u:p");
        assertThat(text.secret()).isTrue();
    }

    @Test
    void aSecretThatIsOnlyAskedForHidesNothing() throws IOException {
        Path file = folder.resolve("a.mustache");
        Files.writeString(file, "{{#password}}on{{/password}}");

        assertThat(render(file, Map.of("password", TextValue.secret("p"))).secret())
                .isFalse();
    }

    @Test
    void templatesInVariablesAreEvaluated() throws IOException {
        Path file = folder.resolve("a.mustache");
        Files.writeString(file, "{{url}}");
        var url = TextValue.written("http://{{ host }}:{{ port + 1 }}/", Place.of("test"));

        assertThat(render(file, Map.of("url", url, "host", Value.of("h"), "port", Value.of(80)))
                        .text())
                .isEqualTo("http://h:81/");
    }

    @Test
    void aMissingFile() {
        assertThatThrownBy(() -> render(folder.resolve("nope.mustache"), Map.of()))
                .hasMessageStartingWith("there is no template");
    }
}
