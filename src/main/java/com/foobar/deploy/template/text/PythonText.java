package com.foobar.deploy.template.text;

import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;

/** Values as Python 3 prints them. Nothing is masked: what is made from a secret must be marked as one. */
public final class PythonText {
    private PythonText() {}

    /** Python's {@code str(value)}; UNDEFINED_VARIABLE for an undefined value. */
    public static String str(Value value) {
        return value instanceof TextValue text ? text.text() : repr(value);
    }

    /** Python's {@code repr(value)}; UNDEFINED_VARIABLE for an undefined value. */
    public static String repr(Value value) {
        var out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Value value) {
        switch (value) {
            case NullValue _ -> out.append("None");
            case BoolValue bool -> out.append(bool.flag() ? "True" : "False");
            case IntValue number -> out.append(number.number());
            case FloatValue number -> out.append(ofFloat(number.number()));
            case TextValue text -> quote(out, text.text());
            case ListValue list -> appendList(out, list);
            case MapValue map -> appendMap(out, map);
            case UndefinedValue undefined -> throw PythonValues.undefined(undefined);
            case OmitValue _ -> out.append("__omit_place_holder__");
            case ObjectValue object -> out.append(object);
        }
    }

    private static void appendList(StringBuilder out, ListValue list) {
        boolean tuple = list.items() instanceof TupleItems;
        out.append(tuple ? '(' : '[');
        String separator = "";
        for (Value item : list.items()) {
            out.append(separator);
            append(out, item);
            separator = ", ";
        }
        out.append(tuple && list.items().size() == 1 ? "," : "");
        out.append(tuple ? ')' : ']');
    }

    private static void appendMap(StringBuilder out, MapValue map) {
        out.append('{');
        String separator = "";
        for (var entry : map.entries().entrySet()) {
            out.append(separator);
            append(out, entry.getKey());
            out.append(": ");
            append(out, entry.getValue());
            separator = ", ";
        }
        out.append('}');
    }

    /** A floating-point number: the shortest digits, with an exponent below 1e-4 and from 1e16. */
    public static String ofFloat(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        return exponent < -4 || exponent >= 16 ? scientific(decimal, exponent) : plain(decimal);
    }

    private static String plain(BigDecimal decimal) {
        String text = decimal.toPlainString();
        return text.contains(".") ? text : text + ".0";
    }

    private static String scientific(BigDecimal decimal, int exponent) {
        String digits = decimal.unscaledValue().abs().toString();
        var out = new StringBuilder(decimal.signum() < 0 ? "-" : "");
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append(exponent < 0 ? "e-" : "e+");
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        return out.append(Math.abs(exponent)).toString();
    }

    private static void quote(StringBuilder out, String text) {
        char mark = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        out.append(mark);
        text.codePoints().forEach(point -> appendPoint(out, point, mark));
        out.append(mark);
    }

    private static void appendPoint(StringBuilder out, int point, char mark) {
        switch (point) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (point == mark) {
                    out.append('\\').append(mark);
                } else if (printable(point)) {
                    out.appendCodePoint(point);
                } else {
                    appendEscape(out, point);
                }
            }
        }
    }

    private static void appendEscape(StringBuilder out, int point) {
        if (point < 0x100) {
            out.append(String.format("\\x%02x", point));
        } else if (point < 0x10000) {
            out.append(String.format("\\u%04x", point));
        } else {
            out.append(String.format("\\U%08x", point));
        }
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
