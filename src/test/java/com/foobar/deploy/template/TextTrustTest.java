package com.foobar.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is trusted if all of it is. */
class TextTrustTest {
    private static final Place PLACE = new Place("vars.yml", 3, 7);

    private final Templates templates = new Templates(VaultReader.NONE, Map.of("HOME", "/root"));
    private final Map<String, Value> variables = new HashMap<>();

    TextTrustTest() {
        variables.put("own", written("a b"));
        variables.put("indirect", written("{{ own }}!"));
        variables.put("owns", ListValue.of(written("a"), written("{{ own }}")));
        variables.put("said", Value.of("x y"));
        variables.put("saids", ListValue.of(written("a"), Value.of("x")));
        variables.put("mixed", MapValue.ofStrings(Map.of("own", written("a"), "said", Value.of("x"))));
    }

    private static TextValue written(String text) {
        return TextValue.written(text, PLACE);
    }

    private Value render(String text) {
        return templates.render(written(text), Scope.of(variables, FileSearch.NOWHERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "{{ own }}",
                "{{ indirect }} {{ 1 }} {{ true }} {{ none }}",
                "{{ 'a' ~ own ~ 1 }}",
                "{{ 'a' + own }}",
                "{{ own * 2 }}",
                "{{ own[0] }}",
                "{{ own[:1] }}",
                "{{ '%s-%d' % (own, 2) }}",
                "{{ '{}'.format(own) }}",
                "{{ own | upper }}",
                "{{ own.upper() }}",
                "{{ own.split(' ') }}",
                "{{ own | split(' ') }}",
                "{{ owns | join(' and ') }}",
                "{{ owns | map('regex_replace', '^', 'not ') | list }}",
                "{{ missing | default('a') }}",
                "{{ mixed.own }}",
                "{{ '[\"a\"]' | from_json }}",
                "{% if true %}a{{ own }}{% endif %}",
                "{% set x = own %}{{ x }}{{ x }}",
                "{% set x %}{{ own }}{% endset %}{{ x }}",
                "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(own) }}",
                "{{ lookup('vars', 'own') }}",
                "{{ said | length }} {{ said == 'a' }}"
            })
    void aTextMadeOfTrustedTextsAloneIsTrusted(String template) {
        assertThat(render(template).trusted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ said }}",
                "{{ own }}{{ said }}",
                "{{ 'a' ~ said }}",
                "{{ 'a' + said }}",
                "{{ said * 2 }}",
                "{{ said[0] }}",
                "{{ said[:1] }}",
                "{{ '%s' % said }}",
                "{{ '%s%s' % (own, said) }}",
                "{{ '{}{}'.format(own, said) }}",
                "{{ '{a}'.format(a=said) }}",
                "{{ ','.join([own, said]) }}",
                "{{ said | upper }}",
                "{{ said.upper() }}",
                "{{ said.split(' ') }}",
                "{{ own | replace('a', said) }}",
                "{{ own | regex_replace('a', said) }}",
                "{{ saids | join(',') }}",
                "{{ owns | map('regex_replace', '^', said) | list }}",
                "{{ mixed | to_json }}",
                "{{ saids }} as text",
                "{{ mixed }} as text",
                "{{ ('[\"' ~ said ~ '\"]') | from_json }}",
                "{{ said | b64encode | b64decode }}",
                "{{ said | quote }}",
                "{% set x %}{{ said }}{% endset %}{{ x }}",
                "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(said) }}",
                "{% for x in saids %}{{ x }}{% endfor %}",
                "{% filter upper %}{{ said }}{% endfilter %}",
                "{{ lookup('vars', 'said') }}",
                "{{ lookup('env', 'HOME') }}",
                "{{ lookup('pipe', 'echo a') }}",
                "{{ '~' | expanduser }}"
            })
    void aTextWithAPartFromOutsideIsData(String template) {
        assertThat(render(template).trusted()).isFalse();
    }

    @Test
    void dataIsRefusedAsAnExpressionAndMaySpellABoolean() {
        Scope scope = Scope.of(variables, FileSearch.NOWHERE);
        assertThat(templates.test(Value.of("no"), scope)).isFalse();
        assertThat(templates.test(Value.of("True"), scope)).isTrue();
        assertThat(templates.test(Value.of("3"), scope)).isTrue();
        assertThat(catchThrowableOfType(DeployException.class, () -> templates.test(Value.of("1 == 1"), scope))
                        .diagnostic()
                        .code())
                .isEqualTo(ErrorCode.UNTRUSTED_EXPRESSION);
        assertThat(catchThrowableOfType(DeployException.class, () -> templates.evaluate(TextValue.plain("1"), scope))
                        .diagnostic()
                        .code())
                .isEqualTo(ErrorCode.UNTRUSTED_EXPRESSION);
    }
}
