package com.foobar.deploy.value.yaml;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML 1.1's scalars as PyYAML resolves them: {@code yes} is true, {@code 0644} is octal, {@code 1:30} is 90. */
final class YamlScalars {
    private YamlScalars() {}

    /** @throws IllegalArgumentException where the text does not fit an explicit tag */
    static Value resolve(ScalarNode node, Place place) {
        Tag tag = node.getTag();
        String text = node.getValue();
        if (tag.equals(Tag.NULL)) {
            return NullValue.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return BoolValue.of(isTrue(text));
        }
        if (tag.equals(Tag.INT)) {
            return new IntValue(integer(text.replace("_", "")));
        }
        if (tag.equals(Tag.BINARY)) {
            return TextValue.plain(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8))
                    .withPlace(place);
        }
        if (tag.equals(Tag.FLOAT)) {
            return new FloatValue(floating(text.replace("_", "")));
        }
        return TextValue.written(text, place);
    }

    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default -> throw new IllegalArgumentException("no boolean");
        };
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger magnitude = magnitude(digits);
        return negative ? magnitude.negate() : magnitude;
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.contains(":")) {
            return sexagesimal(digits);
        }
        return digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
    }

    private static BigInteger sexagesimal(String digits) {
        var total = BigInteger.ZERO;
        for (String part : digits.split(":")) {
            total = total.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
        return total;
    }

    private static double floating(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> lower.contains(":") ? sexagesimalFloat(lower) : Double.parseDouble(lower);
        };
    }

    private static double sexagesimalFloat(String text) {
        boolean negative = text.startsWith("-");
        double total = 0;
        for (String part : text.replaceFirst("^[+-]", "").split(":")) {
            total = total * 60 + Double.parseDouble(part);
        }
        return negative ? -total : total;
    }
}
