package com.foobar.deploy.template.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares filters and tests with the answers that record_filters.py wrote down. */
class RecordedAnswersTest {
    private static final Path FIXTURES = Path.of("src/test/resources/template/filters");
    private static final BuiltinCallables CALLABLES = new BuiltinCallables();
    private static final EvaluationContext CONTEXT = new EvaluationContext(
            Scope.of(Map.of(), FileSearch.NOWHERE), new Templates(), VaultReader.NONE, Map.of(), CALLABLES);

    @TestFactory
    Stream<DynamicTest> jinja() {
        return cases("jinja.yaml");
    }

    @TestFactory
    Stream<DynamicTest> ansible() {
        return cases("ansible.yaml");
    }

    @TestFactory
    Stream<DynamicTest> jmespath() {
        return cases("jmespath.yaml");
    }

    private static Stream<DynamicTest> cases(String file) {
        Value cases = new YamlFile(VaultReader.NONE)
                .read(FIXTURES.resolve(file))
                .orElseThrow()
                .toValue();
        return ((ListValue) cases)
                .items().stream()
                        .map(MapValue.class::cast)
                        .map(each -> DynamicTest.dynamicTest(name(each), () -> check(each)));
    }

    private static String name(MapValue example) {
        String text = PythonText.repr(example);
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    private static void check(MapValue example) {
        if (example.get("fails") != null) {
            assertThatThrownBy(() -> answer(example)).isInstanceOf(DeployException.class);
        } else {
            Value expected = example.find("expected").orElseThrow();
            assertThat(PythonText.repr(answer(example))).isEqualTo(PythonText.repr(expected));
        }
    }

    private static Value answer(MapValue example) {
        var positional = new ArrayList<Value>();
        positional.add(example.find("input").orElse(UndefinedValue.of("missing")));
        example.find("args").ifPresent(args -> positional.addAll(((ListValue) args).items()));
        Map<String, Value> named =
                example.find("named").map(map -> ((MapValue) map).strings()).orElse(Map.of());
        if (example.get("test") != null) {
            String name = PythonText.str(example.get("test"));
            return Value.of(CALLABLES.test(name).orElseThrow().holds(new Call(name, positional, named, CONTEXT)));
        }
        String name = PythonText.str(example.find("filter").orElseThrow());
        return recordable(CALLABLES.filter(name).orElseThrow().apply(new Call(name, positional, named, CONTEXT)));
    }

    private static Value recordable(Value value) {
        return switch (value) {
            case UndefinedValue _ -> Value.of(Map.of("__undefined__", Value.of(true)));
            case ListValue list ->
                new ListValue(list.items().stream()
                        .map(RecordedAnswersTest::recordable)
                        .toList());
            case ObjectValue time -> Value.of(time.toString());
            default -> value;
        };
    }
}
