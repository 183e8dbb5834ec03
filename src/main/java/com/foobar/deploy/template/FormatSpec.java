package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification {@code [[fill]align][sign][#][0][width][grouping][.precision][type]}.
 *
 * @param align one of {@code < > = ^}; a space where none is given
 * @param type a space where none is given
 */
record FormatSpec(
        String fill, char align, char sign, boolean alternate, int width, String grouping, int precision, char type) {
    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,6})?([,_])?(?:\\.(\\d{1,4}))?([a-zA-Z%])?", Pattern.DOTALL);

    static FormatSpec parse(String spec) {
        Matcher match = SPEC.matcher(spec);
        if (!match.matches()) {
            throw Operators.type("`" + spec + "` is not a format that Python knows");
        }
        boolean zero = match.group(5) != null;
        String fill = match.group(1) != null ? match.group(1) : zero ? "0" : " ";
        char align = letter(match.group(2), zero ? '=' : ' ');
        return new FormatSpec(
                fill,
                align,
                letter(match.group(3), '-'),
                match.group(4) != null,
                match.group(6) == null ? 0 : Integer.parseInt(match.group(6)),
                match.group(7) == null ? "" : match.group(7),
                match.group(8) == null ? -1 : Integer.parseInt(match.group(8)),
                letter(match.group(9), ' '));
    }

    private static char letter(String group, char otherwise) {
        return group == null ? otherwise : group.charAt(0);
    }

    String apply(Value value) {
        Value plain = Secrecy.revealedNumber(value);
        return switch (plain) {
            case TextValue text -> text(text.text());
            case IntValue number -> number(number, number.number());
            case BoolValue bool when type == ' ' -> pad("", PythonText.str(bool), '<');
            case BoolValue bool -> number(bool, bool.flag() ? BigInteger.ONE : BigInteger.ZERO);
            case FloatValue number -> floating(number.number());
            default -> pad("", PythonText.str(value), '<');
        };
    }

    private String text(String text) {
        if (type != ' ' && type != 's') {
            throw unfit("str");
        }
        int length = text.codePointCount(0, text.length());
        String cut =
                precision >= 0 && precision < length ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
        return pad("", cut, '<');
    }

    private RuntimeException unfit(String typeName) {
        return Operators.type("the format `" + type + "` does not take a value of type " + typeName);
    }

    private String number(Value value, BigInteger number) {
        String digits = number.abs().toString();
        return switch (type) {
            case ' ', 'd', 'n' -> pad(signOf(number.signum() < 0), grouped(digits), '>');
            case 'x' ->
                pad(signOf(number.signum() < 0) + prefix("0x"), number.abs().toString(16), '>');
            case 'X' ->
                pad(
                        signOf(number.signum() < 0) + prefix("0X"),
                        number.abs().toString(16).toUpperCase(Locale.ROOT),
                        '>');
            case 'o' ->
                pad(signOf(number.signum() < 0) + prefix("0o"), number.abs().toString(8), '>');
            case 'b' ->
                pad(signOf(number.signum() < 0) + prefix("0b"), number.abs().toString(2), '>');
            case 'c' -> pad("", Character.toString(number.intValue()), '<');
            case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> floating(number.doubleValue());
            default -> throw unfit(PythonValues.typeName(value));
        };
    }

    private String prefix(String prefix) {
        return alternate ? prefix : "";
    }

    private String floating(double number) {
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return pad(signOf(negative), PythonText.ofFloat(Math.abs(number)), '>');
        }
        var size = new BigDecimal(Math.abs(number));
        String digits = switch (type) {
            case 'f', 'F' -> grouped(fixed(size, precision < 0 ? 6 : precision));
            case '%' -> fixed(size.movePointRight(2), precision < 0 ? 6 : precision) + "%";
            case 'e' -> scientific(size, precision < 0 ? 6 : precision);
            case 'E' -> scientific(size, precision < 0 ? 6 : precision).toUpperCase(Locale.ROOT);
            case 'g', 'n' -> general(size, precision < 0 ? 6 : Math.max(1, precision), false);
            case 'G' ->
                general(size, precision < 0 ? 6 : Math.max(1, precision), false).toUpperCase(Locale.ROOT);
            case ' ' ->
                grouped(
                        precision < 0
                                ? PythonText.ofFloat(Math.abs(number))
                                : general(size, Math.max(1, precision), true));
            default -> throw unfit("float");
        };
        return pad(signOf(negative), digits, '>');
    }

    private static String fixed(BigDecimal number, int places) {
        return number.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(BigDecimal number, int places) {
        if (number.signum() == 0) {
            return fixed(number, places) + "e+00";
        }
        BigDecimal rounded = number.round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return fixed(rounded.movePointLeft(exponent), places) + exponent(exponent);
    }

    private static String exponent(int exponent) {
        String digits = String.valueOf(Math.abs(exponent));
        return (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" + digits : digits);
    }

    /** @param floatMark true where a whole number keeps {@code .0} and turns scientific one digit earlier */
    private static String general(BigDecimal number, int digits, boolean floatMark) {
        if (number.signum() == 0) {
            return floatMark ? "0.0" : "0";
        }
        BigDecimal rounded = number.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= (floatMark ? digits - 1 : digits)) {
            String mantissa = trimmed(rounded.movePointLeft(exponent));
            return mantissa + exponent(exponent);
        }
        String plain = trimmed(rounded);
        return floatMark && !plain.contains(".") ? plain + ".0" : plain;
    }

    private static String trimmed(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }

    private String signOf(boolean negative) {
        if (negative) {
            return "-";
        }
        return sign == '-' ? "" : String.valueOf(sign);
    }

    private String grouped(String digits) {
        if (grouping.isEmpty()) {
            return digits;
        }
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        var out = new StringBuilder(digits);
        for (int i = end - 3; i > 0; i -= 3) {
            out.insert(i, grouping);
        }
        return out.toString();
    }

    private String pad(String before, String body, char defaultAlign) {
        int length = before.length() + body.codePointCount(0, body.length());
        int missing = Math.max(0, width - length);
        char side = align == ' ' ? defaultAlign : align;
        return switch (side) {
            case '<' -> before + body + fill.repeat(missing);
            case '=' -> before + fill.repeat(missing) + body;
            case '^' -> fill.repeat(missing / 2) + before + body + fill.repeat(missing - missing / 2);
            default -> fill.repeat(missing) + before + body;
        };
    }
}
