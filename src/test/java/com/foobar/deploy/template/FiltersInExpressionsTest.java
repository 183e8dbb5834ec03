package com.foobar.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only shows where filters, tests and lookups meet the evaluator. */
class FiltersInExpressionsTest {
    private static final Scope SCOPE =
            Scope.of(Map.of("password", TextValue.secret("s3cr3t"), "port", Value.of(80)), FileSearch.NOWHERE);

    private static Value evaluate(String expression) {
        return new Templates().evaluate(TextValue.trusted(expression), SCOPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "(('2024-03-01' ; to_datetime('%Y-%m-%d')) - ('2024-02-01' ; to_datetime('%Y-%m-%d'))).days | 29",
                "('2024-03-01 10:00:00' ; to_datetime - '2024-03-01 12:00:00' ; to_datetime).total_seconds() | -7200.0",
                "('2024-03-01 10:00:00' ; to_datetime) < ('2024-03-01 10:00:01' ; to_datetime) | True",
                "('2024-03-01 10:00:00' ; to_datetime).strftime('%H') | '10'",
                "{'b': 1, 'a': 2} ; dictsort | [['a', 2], ['b', 1]]",
                "[1, 2] ; zip(['a', 'b']) ; list | [[1, 'a'], [2, 'b']]",
                "['a', 'b'] ; map('regex_replace', '^', 'x-') ; list | ['x-a', 'x-b']",
                "[{'n': 'a', 's': {'x': 1}}, {'n': 'b'}] ; selectattr('s.x', 'defined') ; map(attribute='n') ; list |"
                        + " ['a']",
                "['web-01', 'db-01'] ; select('match', 'web') ; list | ['web-01']",
                "nope ; default('d') ; upper | 'D'",
                "lookup('vars', 'port') | 80",
                "query('items', [1, [2]]) | [1, [2]]",
                "lookup('sequence', 'count=3', wantlist=True) | ['1', '2', '3']",
                "'1.10' is version('1.9', '>') | True",
                "{'failed': true} is failed | True",
                "'2001:DB8::1' ; ansible.utils.ipaddr | '2001:DB8::1'",
                "{'a': [{'b': port}, {}]} ; community.general.json_query('a[].b') | [80]",
            })
    void expressions(String expression, String expected) {
        assertThat(PythonText.repr(evaluate(expression.replace(';', '|')))).isEqualTo(expected);
    }

    @Test
    void whatIsMadeOfASecretIsOne() {
        assertThat(evaluate("password | b64encode").holdsSecret()).isTrue();
        assertThat(evaluate("password | password_hash('sha512', 'salt', rounds=1000)")
                        .holdsSecret())
                .isTrue();
        assertThat(evaluate("{'p': password} | to_json").holdsSecret()).isTrue();
        assertThat(evaluate("{'p': password} | to_nice_yaml").holdsSecret()).isTrue();
        assertThat(evaluate("[password] | map('upper') | join(',')").holdsSecret())
                .isTrue();
        assertThat(evaluate("password | length > 3").holdsSecret()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "password ; human_to_bytes",
                "password is version('1.0', '>')",
                "password ; to_datetime",
                "'a' ; to_uuid(password)",
                "'a' ; regex_replace('(' ~ password, 'x')",
                "[{'a': password}] ; items2dict",
                "{} ; json_query(password ~ '[')",
                "[password] ; json_query('abs([0])')",
            })
    void messagesHoldNoSecret(String expression) {
        DeployException error =
                catchThrowableOfType(DeployException.class, () -> evaluate(expression.replace(';', '|')));

        assertThat(error.diagnostic().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void anUnknownFilterWithinMapIsNamed() {
        assertThatThrownBy(() -> evaluate("['a'] | map('uper') | list")).hasMessage("there is no filter `uper`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b.|`a.b.` is not valid JMESPath: syntax error mismatched input '<EOF>'|at character 5",
                "nope(@)|`nope(@)` is not valid JMESPath: unknown function \"nope\"|at character 1",
                "[99999999999]|`json_query` fails at `[99999999999]`: |\"99999999999\"",
                "length(a)|`json_query` fails at `length(a)`: |but was null",
            })
    void aBadQueryIsShownWithItsPlace(String query, String message, String end) {
        var place = new Place("site.yml", 3, 30);
        DeployException error = catchThrowableOfType(
                DeployException.class,
                () -> new Templates().evaluate(TextValue.written("{} | json_query('" + query + "')", place), SCOPE));

        assertThat(error).hasMessageStartingWith(message).hasMessageEndingWith(end);
        assertThat(error.diagnostic().code()).isEqualTo(ErrorCode.TEMPLATE_FAILED);
        assertThat(error.diagnostic().place()).isPresent();
    }

    @Test
    void aQueryInASecretGivesOne() {
        assertThat(evaluate("{'p': password} | json_query('p')").holdsSecret()).isTrue();
    }
}
