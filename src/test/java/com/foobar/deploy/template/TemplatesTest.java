package com.foobar.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final Place PLACE = new Place("vars.yml", 3, 7);

    private final Templates templates = new Templates(VaultReader.NONE, Map.of("HOME", "/root"));
    private final Map<String, Value> variables = new HashMap<>();

    private Value render(String text) {
        return templates.render(written(text), scope());
    }

    private Scope scope() {
        return Scope.of(variables, FileSearch.NOWHERE);
    }

    private static TextValue written(String text) {
        return TextValue.written(text, PLACE);
    }

    private void define(String name, String text) {
        variables.put(name, written(text));
    }

    private Diagnostic errorOf(String text) {
        return catchThrowableOfType(DeployException.class, () -> render(text)).diagnostic();
    }

    @Test
    void oneExpressionKeepsItsType() {
        variables.put("xs", ListValue.of(Value.of(1), Value.of(2)));
        assertThat(render("{{ 5 }}")).isEqualTo(Value.of(5));
        assertThat(render("{{ xs }}")).isEqualTo(ListValue.of(Value.of(1), Value.of(2)));
        assertThat(render("{{ none }}")).isEqualTo(NullValue.NULL);
        assertThat(render("{{ true }}")).isEqualTo(Value.of(true));
        assertThat(render("{% if true %}{{ 5 }}{% endif %}")).isEqualTo(Value.of(5));
    }

    @Test
    void severalPiecesMakeText() {
        assertThat(render("{{ 5 }}{{ 6 }}")).isEqualTo(Value.of("56"));
        assertThat(render("a {{ none }} b")).isEqualTo(Value.of("a  b"));
        assertThat(render("[{{ 1 }}, 2]")).isEqualTo(Value.of("[1, 2]"));
        assertThat(render("{{ true }} ")).isEqualTo(Value.of("True "));
    }

    @Test
    void theNewlineOfABlockScalarComesBackToTextsOnly() {
        assertThat(render("{{ 5 }}\n")).isEqualTo(Value.of(5));
        assertThat(render("{{ 'a' }}\n")).isEqualTo(Value.of("a\n"));
        variables.put("line", Value.of("b\n"));
        assertThat(render("{{ line }}\n")).isEqualTo(Value.of("b\n"));
        assertThat(render("a\r\n{{ 5 }}\r\n")).isEqualTo(Value.of("a\n5\n"));
    }

    @Test
    void variablesAreEvaluatedWhenUsed() {
        define("name", "web-{{ number }}");
        variables.put("number", Value.of(1));
        variables.put(
                "site", MapValue.ofStrings(Map.of("host", written("{{ name }}"), "broken", written("{{ nix }}"))));
        assertThat(render("{{ site.host }}")).isEqualTo(Value.of("web-1"));
        assertThat(render("{{ site['host'] | upper }}")).isEqualTo(Value.of("WEB-1"));
    }

    @Test
    void itemsOfAVariableAreEvaluatedInLoopsAndFilters() {
        define("a", "A");
        variables.put("xs", new ListValue(List.of(written("{{ a }}"), written("b"))));
        assertThat(render("{% for x in xs %}{{ x }};{% endfor %}")).isEqualTo(Value.of("A;b;"));
        assertThat(render("{{ xs | join('-') }}")).isEqualTo(Value.of("A-b"));
        assertThat(render("{{ xs == ['A', 'b'] }}")).isEqualTo(Value.of(true));
    }

    @Test
    void hostTextIsNeverEvaluated() {
        variables.put("stdout", Value.of("{{ 1 + 1 }}"));
        assertThat(render("{{ stdout }}")).isEqualTo(Value.of("{{ 1 + 1 }}"));
        assertThat(render("got {{ stdout }}")).isEqualTo(Value.of("got {{ 1 + 1 }}"));
    }

    @Test
    void aVariableDefinedByItselfIsAnError() {
        define("a", "{{ b }}");
        define("b", "{{ a }}");
        variables.put("xs", new ListValue(List.of(written("{{ xs }}"))));
        assertThat(errorOf("{{ a }}").code()).isEqualTo(ErrorCode.TEMPLATE_RECURSION);
        assertThat(errorOf("{{ a }}").message()).contains("`{{ a }}` uses `{{ b }}` uses `{{ a }}`");
        assertThat(errorOf("{{ xs }}").code()).isEqualTo(ErrorCode.TEMPLATE_RECURSION);
    }

    @Test
    void anUndefinedNameIsNamedWithTheNearestKnown() {
        define("db_name", "shop");
        Diagnostic error = errorOf("{{ db_nmae }}");
        assertThat(error.code()).isEqualTo(ErrorCode.UNDEFINED_VARIABLE);
        assertThat(error.message()).isEqualTo("`db_nmae` is undefined");
        assertThat(error.advice()).containsExactly("did you mean `db_name`?");
        assertThat(error.place()).contains(new Place("vars.yml", 3, 11));
    }

    @Test
    void aMissingAttributeIsNamedWithTheNearestKey() {
        variables.put("db", MapValue.ofStrings(Map.of("name", Value.of("shop"))));
        Diagnostic error = errorOf("{{ db.nmae | upper }}");
        assertThat(error.message()).isEqualTo("`db` has no attribute `nmae`");
        assertThat(error.advice()).containsExactly("did you mean `name`?");
    }

    @Test
    void aDefaultMayFollowAnythingUndefinedOnTheWay() {
        define("broken", "{{ nix }}");
        variables.put("nothing", NullValue.NULL);
        assertThat(render("{{ x.y.z | default('d') }}")).isEqualTo(Value.of("d"));
        assertThat(render("{{ x['y'][0].z | default('d') }}")).isEqualTo(Value.of("d"));
        assertThat(render("{{ broken | default('d') }}")).isEqualTo(Value.of("d"));
        assertThat(render("{{ nothing.a | default('d') }}")).isEqualTo(Value.of("d"));
        assertThat(render("{{ nothing is defined }}")).isEqualTo(Value.of(true));
        assertThat(render("{{ broken is defined }}")).isEqualTo(Value.of(false));
    }

    @Test
    void omitLeavesOutEntriesAndItems() {
        var task = MapValue.ofStrings(Map.of(
                "a",
                written("{{ nix | default(omit) }}"),
                "b",
                new ListValue(List.of(Value.of(1), written("{{ omit }}")))));
        assertThat(templates.render(task, scope()))
                .isEqualTo(MapValue.ofStrings(Map.of("b", ListValue.of(Value.of(1)))));
        assertThat(render("{{ omit }}")).isEqualTo(OmitValue.OMIT);
        assertThat(errorOf("a{{ omit }}").code()).isEqualTo(ErrorCode.EXPRESSION_TYPE);
    }

    @Test
    void whatIsMadeFromASecretIsASecret() {
        variables.put("password", TextValue.secret("12"));
        for (String expression : List.of(
                "{{ password }}",
                "x{{ password }}",
                "{{ password ~ 'x' }}",
                "{{ password + 'x' }}",
                "{{ '%s' % password }}",
                "{{ 'x{}'.format(password) }}",
                "{{ password.upper() }}",
                "{{ password | upper }}",
                "{{ [password] | join(',') }}",
                "{{ [password] | map('upper') | first }}",
                "{{ {'a': password} | to_json }}",
                "{{ password[0] }}",
                "{{ password | int }}",
                "{{ (password | int) + 1 }}",
                "{% set x %}{{ password }}{% endset %}{{ x }}",
                "{% macro m(p) %}{{ p }}{% endmacro %}{{ m(password) }}")) {
            assertThat(render(expression).holdsSecret()).as(expression).isTrue();
        }
        for (String expression : List.of(
                "{{ password | length }}",
                "{{ password == '12' }}",
                "{{ {'a': password, 'b': 'plain'}.b }}",
                "{{ [{'p': password, 'n': 'x'}] | map(attribute='n') | first }}",
                "{{ password is defined }}")) {
            assertThat(render(expression).holdsSecret()).as(expression).isFalse();
        }
    }

    @Test
    void aSecretNumberStillCounts() {
        variables.put("port", TextValue.secret("3306"));
        assertThat(templates.test(TextValue.trusted("port | int > 1024"), scope()))
                .isTrue();
        assertThat(templates.test(TextValue.trusted("port | int == 3306"), scope()))
                .isTrue();
        assertThat(render("{{ (port | int) + 1 }}")).isEqualTo(Value.of("3307"));
    }

    @Test
    void conditions() {
        variables.put("yes_text", Value.of("no"));
        variables.put("items", ListValue.EMPTY);
        assertThat(templates.test(Value.of(true), scope())).isTrue();
        assertThat(templates.test(TextValue.trusted("1 == 1"), scope())).isTrue();
        assertThat(templates.test(ListValue.of(TextValue.trusted("1 == 1"), Value.of(false)), scope()))
                .isFalse();
        assertThat(templates.test(TextValue.trusted("yes_text"), scope())).isFalse();
        assertThat(templates.test(TextValue.trusted("items"), scope())).isFalse();
        assertThat(templates.test(TextValue.trusted(""), scope())).isTrue();
        assertThat(templates.test(written("{{ items }}"), scope())).isFalse();
        assertThat(templates.test(written("'{{ yes_text }}' == 'no'"), scope())).isTrue();
        assertThat(templates.test(written("{{ 1 }} == 1"), scope())).isTrue();
        assertThat(templates.test(written("{% if true %}yes{% endif %}"), scope()))
                .isTrue();
    }

    @Test
    void aBareExpressionHasItsPlace() {
        var error = catchThrowableOfType(DeployException.class, () -> templates.evaluate(written("a == bb"), scope()));
        assertThat(error.diagnostic().place()).contains(new Place("vars.yml", 3, 7));
        var second = catchThrowableOfType(DeployException.class, () -> templates.evaluate(written("1 == bb"), scope()));
        assertThat(second.diagnostic().place()).contains(new Place("vars.yml", 3, 12));
    }

    @Test
    void backslashesInOutputsOfYamlTextsStandForThemselves() {
        assertThat(render("{{ 'a\\1' }}")).isEqualTo(Value.of("a\\1"));
        assertThat(render("{{ 'it\\'s' }}")).isEqualTo(Value.of("it's"));
        assertThat(templates.evaluate(TextValue.trusted("'a\\tb'"), scope())).isEqualTo(Value.of("a\tb"));
    }

    @Test
    void listsAndMappingsCanBeChangedWithinATemplate() {
        variables.put("given", ListValue.of(Value.of(1)));
        assertThat(render("{% set xs = [] %}{% set _ = xs.append(1) %}{{ xs }}"))
                .isEqualTo(ListValue.of(Value.of(1)));
        assertThat(render("{{ given.append(2) }}{{ given }}")).isEqualTo(Value.of("[1, 2]"));
        assertThat(variables.get("given")).isEqualTo(ListValue.of(Value.of(1)));
        assertThat(render("{% set d = {} %}{% do d.update({'a': [1]}) %}{% do d.a.append(2) %}{{ d }}"))
                .isEqualTo(MapValue.ofStrings(Map.of("a", ListValue.of(Value.of(1), Value.of(2)))));
    }

    /** Ansible joins texts, and gives all else as a list. */
    @Test
    void aLookupOfSeveralValuesThatAreNoTextsIsAList() {
        assertThat(render("{{ lookup('list', 'a', 'b') }}")).isEqualTo(Value.of("a,b"));
        assertThat(render("{{ lookup('items', [1, 2], [3]) }}"))
                .isEqualTo(ListValue.of(Value.of(1), Value.of(2), Value.of(3)));
        assertThat(render("{{ lookup('items', ['a', 2]) }}")).isEqualTo(ListValue.of(Value.of("a"), Value.of(2)));
        assertThat(render("{{ lookup('together', [1, 2], ['a', 'b']) | map('last') | join }}"))
                .isEqualTo(Value.of("ab"));
        assertThat(render("{{ lookup('dict', {'x': 1, 'y': 2}) | map(attribute='key') | list }}"))
                .isEqualTo(ListValue.of(Value.of("x"), Value.of("y")));
        assertThat(render("{{ lookup('subelements', [{'n': 'x', 'k': ['a', 'b']}], 'k') | length }}"))
                .isEqualTo(Value.of(2));
        assertThat(render("{{ lookup('items', [5]) }}")).isEqualTo(Value.of(5));
    }
}
