package com.foobar.deploy.template.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonValuesTest {
    @Test
    void oneIsTrueAndOnePointZero() {
        assertThat(PythonValues.equal(Value.of(1), Value.of(1.0))).isTrue();
        assertThat(PythonValues.equal(Value.of(true), Value.of(1))).isTrue();
        assertThat(PythonValues.equal(Value.of(1), Value.of("1"))).isFalse();
        assertThat(PythonValues.equal(Value.of(0.5), Value.of(0.5))).isTrue();
        assertThat(PythonValues.equal(NullValue.NULL, Value.of(false))).isFalse();
        assertThat(PythonValues.equal(Value.of(Double.NaN), Value.of(Double.NaN)))
                .isFalse();
    }

    @Test
    void containersAreEqualByContent() {
        var first = ListValue.of(Value.of(1), Value.of(Map.of("k", Value.of(true))));
        var second = ListValue.of(Value.of(1.0), Value.of(Map.of("k", Value.of(1))));

        assertThat(PythonValues.equal(first, second)).isTrue();
        assertThat(PythonValues.equal(first, ListValue.of(Value.of(1)))).isFalse();
    }

    @Test
    void equalNumbersAreOneKey() {
        var entries = new LinkedHashMap<Value, Value>();
        PythonValues.put(entries, Value.of(true), Value.of("a"));
        PythonValues.put(entries, Value.of(1), Value.of("b"));
        var map = new MapValue(entries);

        assertThat(PythonText.str(map)).isEqualTo("{True: 'b'}");
        assertThat(PythonValues.get(map, Value.of(1.0))).isEqualTo(Value.of("b"));
        assertThat(PythonValues.get(map, Value.of(0))).isNull();
    }

    @Test
    void aListIsNoKey() {
        assertThatThrownBy(() -> PythonValues.get(MapValue.EMPTY, ListValue.EMPTY))
                .hasMessage("unhashable type: 'list'");
    }

    @Test
    void orderIsPythons() {
        assertThat(PythonValues.compare(Value.of(2), Value.of(10))).isNegative();
        assertThat(PythonValues.compare(Value.of("2"), Value.of("10"))).isPositive();
        assertThat(PythonValues.compare(Value.of(1.5), Value.of(1))).isPositive();
        assertThat(PythonValues.compare(Value.of(true), Value.of(1))).isZero();
        assertThat(PythonValues.compare(ListValue.of(Value.of(1), Value.of(2)), ListValue.of(Value.of(1))))
                .isPositive();
        assertThat(PythonValues.compare(Value.of("\uffff"), Value.of("\ud83d\ude00")))
                .isNegative();
    }

    @Test
    void unlikeTypesHaveNoOrder() {
        assertThatThrownBy(() -> PythonValues.compare(Value.of(1), Value.of("1")))
                .hasMessage("'<' not supported between instances of 'int' and 'str'");
    }

    @Test
    void lengthAndIterationGoByCodePoints() {
        assertThat(PythonValues.length(Value.of("a\ud83d\ude00"))).isEqualTo(2);
        assertThat(PythonValues.iterate(Value.of("a\ud83d\ude00")))
                .containsExactly(Value.of("a"), Value.of("\ud83d\ude00"));
        assertThatThrownBy(() -> PythonValues.length(Value.of(1))).hasMessage("object of type 'int' has no len()");
        assertThatThrownBy(() -> PythonValues.iterate(NullValue.NULL)).hasMessage("'NoneType' object is not iterable");
    }

    @Test
    void membership() {
        assertThat(PythonValues.contains(Value.of("abc"), Value.of("bc"))).isTrue();
        assertThat(PythonValues.contains(ListValue.of(Value.of(1.0)), Value.of(true)))
                .isTrue();
        assertThat(PythonValues.contains(Value.of(Map.of("k", Value.of(1))), Value.of("k")))
                .isTrue();
        assertThatThrownBy(() -> PythonValues.contains(Value.of("a"), Value.of(1)))
                .hasMessage("'in <string>' requires string as left operand, not int");
    }

    @Test
    void undefinedIsAnErrorEverywhere() {
        var undefined = UndefinedValue.of("port");

        assertThatThrownBy(() -> PythonValues.truth(undefined)).hasMessage("`port` is undefined");
        assertThatThrownBy(() -> PythonValues.equal(Value.of(1), undefined)).hasMessage("`port` is undefined");
        assertThatThrownBy(() -> PythonText.str(ListValue.of(undefined))).hasMessage("`port` is undefined");
    }
}
