package com.foobar.deploy.template.filter.format;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON as Python's {@code json.loads} does: NaN and Infinity are numbers, of equal keys the last counts. */
public final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final int DEEPEST = 500;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Fails with TEMPLATE_FAILED where the text is no JSON. */
    public static Value read(String text) {
        var reader = new JsonReader(text);
        Value value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.problem("there is more after the end");
        }
        return value;
    }

    private Value value() {
        skipSpace();
        if (at >= text.length()) {
            throw problem("a value is missing");
        }
        return switch (text.charAt(at)) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> Value.of(string());
            default -> word();
        };
    }

    private interface Part {
        Value read();
    }

    private Value nested(Part part) {
        if (++depth > DEEPEST) {
            throw problem("this is nested more than " + DEEPEST + " levels deep");
        }
        at++;
        Value value = part.read();
        depth--;
        return value;
    }

    private Value object() {
        var entries = new LinkedHashMap<Value, Value>();
        skipSpace();
        if (taken('}')) {
            return new MapValue(entries);
        }
        do {
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw problem("a key in double quotes is missing");
            }
            Value key = Value.of(string());
            skipSpace();
            expect(':');
            entries.put(key, value());
            skipSpace();
        } while (taken(','));
        expect('}');
        return new MapValue(entries);
    }

    private Value array() {
        var items = new ArrayList<Value>();
        skipSpace();
        if (taken(']')) {
            return new ListValue(items);
        }
        do {
            items.add(value());
            skipSpace();
        } while (taken(','));
        expect(']');
        return new ListValue(items);
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < 0x20) {
                throw problem("a string holds a control character that is not escaped");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw problem("a string holds an escape that JSON does not have");
        };
    }

    private char unicode() {
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw problem("four hexadecimal digits are missing after \\u");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private Value word() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            boolean whole = number.group(1) == null && number.group(2) == null;
            return whole ? new IntValue(new BigInteger(number.group())) : Value.of(Double.parseDouble(number.group()));
        }
        if (word("true")) {
            return BoolValue.TRUE;
        }
        if (word("false")) {
            return BoolValue.FALSE;
        }
        if (word("null")) {
            return NullValue.NULL;
        }
        return notFinite();
    }

    private Value notFinite() {
        if (word("NaN")) {
            return Value.of(Double.NaN);
        }
        if (word("Infinity")) {
            return Value.of(Double.POSITIVE_INFINITY);
        }
        if (word("-Infinity")) {
            return Value.of(Double.NEGATIVE_INFINITY);
        }
        throw problem("a value is missing");
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean taken(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!taken(c)) {
            throw problem("`" + c + "` is missing");
        }
    }

    /** Says where, and not what stands there: the text may be a secret. */
    private DeployException problem(String message) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return Problem.failed("this is not valid JSON: " + message + " in line " + line + ", column " + column);
    }
}
