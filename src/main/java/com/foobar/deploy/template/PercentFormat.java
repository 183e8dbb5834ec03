package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code pattern % values}. */
public final class PercentFormat {
    private static final Pattern FIELD =
            Pattern.compile("%(?:\\(([^)]*)\\))?([-+ #0]*)(\\*|\\d+)?(?:\\.(\\*|\\d+)?)?[hlL]?(.?)", Pattern.DOTALL);

    private final String pattern;
    private final Value source;
    private final Iterator<Value> values;

    private PercentFormat(String pattern, Value source) {
        this.pattern = pattern;
        this.source = source;
        List<Value> given = source instanceof ListValue list ? list.items() : List.of(source);
        this.values = given.iterator();
    }

    /**
     * @param values a list stands for Python's tuple, a mapping for {@code %(name)s}, anything else for one value
     * @throws DeployException EXPRESSION_TYPE where Python raises
     */
    public static String format(String pattern, Value values) {
        return new PercentFormat(pattern, values).format();
    }

    private String format() {
        var out = new StringBuilder();
        Matcher field = FIELD.matcher(pattern);
        boolean named = false;
        int from = 0;
        while (field.find(from)) {
            out.append(pattern, from, field.start());
            out.append(field(field));
            named |= field.group(1) != null;
            from = field.end();
            if (from >= pattern.length()) {
                break;
            }
        }
        out.append(pattern.substring(from));
        if (!named && values.hasNext() && !(source instanceof MapValue)) {
            throw problem("not all arguments converted during string formatting");
        }
        return out.toString();
    }

    private String field(Matcher field) {
        String conversion = field.group(5);
        if (conversion.isEmpty()) {
            throw problem("incomplete format");
        }
        if (conversion.equals("%")) {
            return "%";
        }
        var flags = field.group(2);
        int width = count(field.group(3), 0);
        boolean point = field.group().contains(".");
        int precision = point ? count(field.group(4), 0) : -1;
        Value value = field.group(1) == null ? next() : named(field.group(1));
        if (width < 0) {
            return pad(convert(conversion.charAt(0), value, flags, precision), -width, flags + "-", conversion);
        }
        return pad(convert(conversion.charAt(0), value, flags, precision), width, flags, conversion);
    }

    private int count(String digits, int fallback) {
        if (digits == null) {
            return fallback;
        }
        if (!digits.equals("*")) {
            return Integer.parseInt(digits);
        }
        if (next() instanceof IntValue number) {
            return number.number().intValue();
        }
        throw problem("* wants int");
    }

    private Value next() {
        if (!values.hasNext()) {
            throw problem("not enough arguments for format string");
        }
        return values.next();
    }

    private Value named(String name) {
        if (!(source instanceof MapValue map)) {
            throw problem("format requires a mapping");
        }
        Value value = map.get(name);
        if (value == null) {
            throw problem("the format names `" + name + "`, which is not given");
        }
        return value;
    }

    private static String convert(char conversion, Value value, String flags, int precision) {
        return switch (conversion) {
            case 's' -> cut(PythonText.str(value), precision);
            case 'r', 'a' -> cut(PythonText.repr(value), precision);
            case 'd', 'i', 'u' -> signed(zeros(whole(value, conversion), precision), flags);
            case 'x' -> based(value, conversion, 16, "0x", flags, precision);
            case 'X' -> based(value, conversion, 16, "0X", flags, precision).toUpperCase(Locale.ROOT);
            case 'o' -> based(value, conversion, 8, "0o", flags, precision);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> signed(floating(conversion, real(value), precision), flags);
            case 'c' -> character(value);
            default -> throw problem("unsupported format character '" + conversion + "'");
        };
    }

    private static String cut(String text, int precision) {
        if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }

    private static BigInteger whole(Value value, char conversion) {
        return switch (value) {
            case IntValue number -> number.number();
            case BoolValue bool -> bool.flag() ? BigInteger.ONE : BigInteger.ZERO;
            case FloatValue number
            when conversion != 'x' && conversion != 'X' && conversion != 'o' ->
                new BigDecimal(number.number()).toBigInteger();
            default ->
                throw problem("%" + conversion + " format: a number is required, not " + PythonValues.typeName(value));
        };
    }

    private static String zeros(BigInteger number, int precision) {
        String digits = number.abs().toString();
        return (number.signum() < 0 ? "-" : "") + "0".repeat(Math.max(0, precision - digits.length())) + digits;
    }

    private static String based(Value value, char conversion, int base, String prefix, String flags, int precision) {
        BigInteger number = whole(value, conversion);
        String digits = number.abs().toString(base);
        String body = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        return signed((number.signum() < 0 ? "-" : "") + (flags.contains("#") ? prefix : "") + body, flags);
    }

    private static double real(Value value) {
        return switch (value) {
            case FloatValue number -> number.number();
            case IntValue number -> number.number().doubleValue();
            case BoolValue bool -> bool.flag() ? 1 : 0;
            default -> throw problem("must be real number, not " + PythonValues.typeName(value));
        };
    }

    private static String floating(char conversion, double number, int precision) {
        boolean upper = Character.isUpperCase(conversion);
        if (!Double.isFinite(number)) {
            String name = PythonText.ofFloat(number);
            return upper ? name.toUpperCase(Locale.ROOT) : name;
        }
        int digits = precision < 0 ? 6 : precision;
        String text = switch (Character.toLowerCase(conversion)) {
            case 'f' -> fixed(number, digits);
            case 'e' -> exponential(number, digits);
            default -> general(number, Math.max(digits, 1));
        };
        return upper ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String sign(double number) {
        return number < 0 || (number == 0 && 1 / number < 0) ? "-" : "";
    }

    /** Python's {@code %.<digits>f}. */
    static String fixed(double number, int digits) {
        var rounded = new BigDecimal(Math.abs(number)).setScale(digits, RoundingMode.HALF_EVEN);
        return sign(number) + rounded.toPlainString();
    }

    private static String exponential(double number, int digits) {
        var rounded = new BigDecimal(Math.abs(number)).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = number == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
        return sign(number)
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String general(double number, int digits) {
        var rounded = new BigDecimal(Math.abs(number)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = number == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            String text = exponential(number, digits - 1);
            int mark = text.indexOf('e');
            return withoutTail(text.substring(0, mark)) + text.substring(mark);
        }
        return withoutTail(fixed(number, Math.max(0, digits - 1 - exponent)));
    }

    private static String withoutTail(String decimal) {
        return decimal.contains(".") ? decimal.replaceAll("\\.?0+$", "") : decimal;
    }

    private static String character(Value value) {
        if (value instanceof TextValue text
                && text.text().codePointCount(0, text.text().length()) == 1) {
            return text.text();
        }
        if (value instanceof IntValue number) {
            return Character.toString(number.number().intValue());
        }
        throw problem("%c requires int or char");
    }

    private static String signed(String number, String flags) {
        if (number.startsWith("-")) {
            return number;
        }
        return flags.contains("+") ? "+" + number : flags.contains(" ") ? " " + number : number;
    }

    private static String pad(String text, int width, String flags, String conversion) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (flags.contains("-")) {
            return text + " ".repeat(missing);
        }
        if (flags.contains("0") && !"srac".contains(conversion)) {
            int prefix = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
            prefix += text.startsWith("0x", prefix) || text.startsWith("0o", prefix) ? 2 : 0;
            return text.substring(0, prefix) + "0".repeat(missing) + text.substring(prefix);
        }
        return " ".repeat(missing) + text;
    }

    private static DeployException problem(String message) {
        return Diagnostic.of(ErrorCode.EXPRESSION_TYPE, message).toException();
    }
}
