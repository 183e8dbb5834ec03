package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of INI inventories: what {@code ast.literal_eval} of Python reads (numbers, quoted texts, lists, tuples,
 * mappings, True, False, None) is that, everything else a text. Tuples and sets become lists.
 */
final class PythonLiteral {
    private static final Pattern FLOAT = Pattern.compile(
            "(?:\\d(?:_?\\d)*)?\\.\\d(?:_?\\d)*(?:[eE][+-]?\\d+)?|\\d(?:_?\\d)*\\.(?:[eE][+-]?\\d+)?|\\d(?:_?\\d)*[eE][+-]?\\d+");
    private static final Pattern INTEGER =
            Pattern.compile("0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\\d)*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    /** The text is no literal; carries no trace, for it is the usual case. */
    static final class NotLiteral extends Exception {
        private static final long serialVersionUID = 1L;

        NotLiteral() {
            super("not a literal", null, false, false);
        }
    }

    private final String text;
    private final Place place;
    private int at;

    private PythonLiteral(String text, Place place) {
        this.text = text;
        this.place = place;
    }

    static Value parse(String text, Place place) {
        try {
            return new PythonLiteral(text, place).whole();
        } catch (NotLiteral _) {
            return TextValue.written(text, place);
        }
    }

    private Value whole() throws NotLiteral {
        blanks();
        Value first = value();
        if (peek() == ',') {
            first = new ListValue(items(first, '\0'));
        }
        if (at < text.length() && peek() != '#') {
            throw new NotLiteral();
        }
        return first;
    }

    private Value value() throws NotLiteral {
        blanks();
        Value value = switch (peek()) {
            case '[' -> list(']');
            case '(' -> list(')');
            case '{' -> braces();
            case '\'', '"' -> texts();
            case '+', '-' -> signed();
            default -> wordOrNumber();
        };
        blanks();
        return value;
    }

    private Value signed() throws NotLiteral {
        boolean negative = next() == '-';
        blanks();
        return switch (number()) {
            case IntValue number when negative -> new IntValue(number.number().negate());
            case FloatValue number when negative -> new FloatValue(-number.number());
            case Value number -> number;
        };
    }

    private Value wordOrNumber() throws NotLiteral {
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            return number();
        }
        int end = word.end();
        if (end < text.length() && (text.charAt(end) == '\'' || text.charAt(end) == '"')) {
            return texts();
        }
        at = end;
        return switch (word.group()) {
            case "True" -> BoolValue.TRUE;
            case "False" -> BoolValue.FALSE;
            case "None" -> NullValue.NULL;
            default -> throw new NotLiteral();
        };
    }

    private Value number() throws NotLiteral {
        Matcher number = FLOAT.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = endOf(number);
            return new FloatValue(Double.parseDouble(number.group().replace("_", "")));
        }
        number = INTEGER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new NotLiteral();
        }
        at = endOf(number);
        return new IntValue(integer(number.group().replace("_", "")));
    }

    /** A number that runs on as a word or another number ({@code 0644}, {@code 10.0.0.1}, {@code 5m}) is none. */
    private int endOf(Matcher number) throws NotLiteral {
        int end = number.end();
        if (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "_.".indexOf(text.charAt(end)) >= 0)) {
            throw new NotLiteral();
        }
        return end;
    }

    private static BigInteger integer(String digits) {
        if (digits.length() > 2 && Character.isLetter(digits.charAt(1))) {
            int radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                default -> 2;
            };
            return new BigInteger(digits.substring(2), radix);
        }
        return new BigInteger(digits);
    }

    private Value texts() throws NotLiteral {
        var joined = new StringBuilder();
        do {
            at = QuotedText.read(text, at, joined);
            blanks();
        } while (QuotedText.startsAt(text, at));
        return TextValue.written(joined.toString(), place);
    }

    private Value list(char close) throws NotLiteral {
        at++;
        blanks();
        if (peek() == close) {
            at++;
            return ListValue.EMPTY;
        }
        Value first = value();
        boolean alone = peek() == close;
        if (alone) {
            at++;
            return close == ')' ? first : ListValue.of(first);
        }
        List<Value> items = items(first, close);
        expect(close);
        return new ListValue(items);
    }

    /** The items after the first one, up to the closing character; at the top level up to the end. */
    private List<Value> items(Value first, char close) throws NotLiteral {
        var items = new ArrayList<Value>();
        items.add(first);
        while (peek() == ',') {
            at++;
            blanks();
            if (peek() == close || close == '\0' && (at >= text.length() || peek() == '#')) {
                break;
            }
            items.add(value());
        }
        return Collections.unmodifiableList(items);
    }

    private Value braces() throws NotLiteral {
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return MapValue.EMPTY;
        }
        Value first = value();
        if (peek() != ':') {
            List<Value> items = items(first, '}');
            expect('}');
            return new ListValue(items);
        }
        return mapping(first);
    }

    private Value mapping(Value firstKey) throws NotLiteral {
        Map<Value, Value> entries = new LinkedHashMap<>();
        Value key = firstKey;
        while (true) {
            expect(':');
            entries.put(key instanceof TextValue name ? name.withoutTemplate() : key, value());
            if (peek() == ',') {
                at++;
                blanks();
            } else if (peek() != '}') {
                throw new NotLiteral();
            }
            if (peek() == '}') {
                at++;
                return new MapValue(Collections.unmodifiableMap(entries));
            }
            key = value();
        }
    }

    private void expect(char wanted) throws NotLiteral {
        if (next() != wanted) {
            throw new NotLiteral();
        }
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }
}
