package com.foobar.deploy.template.filter.argument;

import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers out of texts as Python's {@code int()} and {@code float()} read them. */
public final class PythonNumbers {
    private static final Pattern INT =
            Pattern.compile("[+-]?(?:0[xX]_?|0[oO]_?|0[bB]_?)?[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*");
    private static final Pattern FLOAT =
            Pattern.compile("[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+)?");

    private PythonNumbers() {}

    public static Optional<BigInteger> parseInt(String text, int base) {
        String bare = text.strip();
        if (!INT.matcher(bare).matches()) {
            return Optional.empty();
        }
        boolean negative = bare.startsWith("-");
        String digits = withoutPrefix(bare.replaceFirst("^[+-]", "").replace("_", ""), base);
        try {
            var magnitude = new BigInteger(digits, base);
            return Optional.of(negative ? magnitude.negate() : magnitude);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String withoutPrefix(String digits, int base) {
        String prefix = switch (base) {
            case 16 -> "0x";
            case 8 -> "0o";
            case 2 -> "0b";
            default -> "";
        };
        boolean prefixed = !prefix.isEmpty() && digits.toLowerCase(Locale.ROOT).startsWith(prefix);
        return prefixed ? digits.substring(2) : digits;
    }

    public static Optional<Double> parseFloat(String text) {
        String bare = text.strip();
        if (FLOAT.matcher(bare).matches()) {
            return Optional.of(Double.parseDouble(bare.replace("_", "")));
        }
        return switch (bare.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "nan", "+nan", "-nan" -> Optional.of(Double.NaN);
            default -> Optional.empty();
        };
    }

    /** A number's or a boolean's size; empty for anything else. */
    public static Optional<Double> real(Value value) {
        return switch (value) {
            case IntValue number -> Optional.of(number.number().doubleValue());
            case FloatValue number -> Optional.of(number.number());
            case BoolValue bool -> Optional.of(bool.flag() ? 1.0 : 0.0);
            default -> Optional.empty();
        };
    }
}
