package com.foobar.deploy.template.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "0.1, 0.1",
        "-0.0, -0.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5e300, 1.5e+300",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "123456.789, 123456.789",
        "NaN, nan",
        "-Infinity, -inf"
    })
    void floatsAreShortest(double number, String expected) {
        assertThat(PythonText.ofFloat(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | 'plain'",
                "it's | \"it's\"",
                "say \"x\" | 'say \"x\"'",
                "it's \"x\" | 'it\\'s \"x\"'",
                "back\\slash | 'back\\\\slash'",
                "é☃ | 'é☃'"
            })
    void textsAreQuoted(String text, String expected) {
        assertThat(PythonText.repr(Value.of(text))).isEqualTo(expected);
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(PythonText.repr(Value.of("a\n\t\u0001\u00a0\u200b"))).isEqualTo("'a\\n\\t\\x01\\xa0\\u200b'");
    }

    @Test
    void containersNest() {
        var map = new LinkedHashMap<Value, Value>();
        map.put(Value.of("a"), ListValue.of(Value.of(1), Value.of(1.5), NullValue.NULL));
        map.put(Value.of(2), Value.of(true));

        assertThat(PythonText.str(new MapValue(map))).isEqualTo("{'a': [1, 1.5, None], 2: True}");
    }

    @Test
    void strOfATextIsTheText() {
        assertThat(PythonText.str(Value.of("it's"))).isEqualTo("it's");
    }
}
