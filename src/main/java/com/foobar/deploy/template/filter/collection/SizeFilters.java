package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.PercentFormat;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters between numbers of bytes and what people write for them. */
public final class SizeFilters {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d*\\.?\\d*)\\s*([A-Za-z]+)?.*", Pattern.DOTALL);
    /** From the smallest: each is 1024 times the one before. */
    private static final String UNITS = "BKMGTPEZY";

    private SizeFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("filesizeformat", SizeFilters::fileSize);
        table.add("human_readable", SizeFilters::humanReadable);
        table.add("human_to_bytes", SizeFilters::humanToBytes);
    }

    private static Value fileSize(Call call) {
        var arguments = Arguments.of(call, "binary");
        double size = number(arguments.subject());
        boolean binary = arguments.flag("binary", false);
        int base = binary ? 1024 : 1000;
        if (size == 1) {
            return Value.of("1 Byte");
        }
        if (size < base) {
            return Value.of((long) size + " Bytes");
        }
        List<String> units = binary
                ? List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB")
                : List.of("kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");
        double scaled = size;
        int unit = -1;
        do {
            scaled = size / Math.pow(base, ++unit + 1);
        } while (scaled >= base && unit < units.size() - 1);
        return Value.of(decimals("%.1f", scaled) + " " + units.get(unit));
    }

    private static String decimals(String pattern, double number) {
        return PercentFormat.format(pattern, ListValue.of(Value.of(number)));
    }

    private static double number(Value value) {
        return (value instanceof TextValue text ? PythonNumbers.parseFloat(text.text()) : PythonNumbers.real(value))
                .orElseThrow(() -> Problem.type("a size must be a number, not " + PythonText.repr(value)));
    }

    private static Value humanReadable(Call call) {
        var arguments = Arguments.of(call, "isbits", "unit");
        String base = arguments.flag("isbits", false) ? "bits" : "Bytes";
        double size = PythonNumbers.real(arguments.subject())
                .orElseThrow(() -> Problem.type("`human_readable` expects a number"));
        int unit = arguments
                .find("unit")
                .map(wanted -> unit(PythonText.str(wanted)))
                .orElseGet(() -> largestUnit(size));
        String name = unit == 0 ? base : UNITS.charAt(unit) + base.substring(0, 1);
        return Value.of(decimals("%.2f", size / Math.pow(1024, unit)) + " " + name);
    }

    private static int largestUnit(double size) {
        int unit = 0;
        while (unit < UNITS.length() - 1 && size >= Math.pow(1024, unit + 1)) {
            unit++;
        }
        return unit;
    }

    private static int unit(String name) {
        int unit = name.isEmpty()
                ? -1
                : UNITS.indexOf(name.toUpperCase(Locale.ROOT).charAt(0));
        if (unit < 0) {
            throw Problem.failed("`" + name + "` is no unit of size; there are B, K, M, G, T, P, E, Z and Y");
        }
        return unit;
    }

    private static Value humanToBytes(Call call) {
        var arguments = Arguments.of(call, "default_unit", "isbits");
        String text = arguments.subjectText();
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || size.group(1).isEmpty() || size.group(1).equals(".")) {
            throw Problem.failed("`" + text + "` is no size such as 10M");
        }
        String name = size.group(2) == null ? arguments.text("default_unit", "") : size.group(2);
        var number = new BigDecimal(size.group(1));
        if (!name.isEmpty()) {
            refuseWrongClass(text, name, arguments.flag("isbits", false));
            number = number.multiply(BigDecimal.valueOf(1024).pow(unit(name)));
        }
        var whole = number.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
        return new com.foobar.deploy.value.IntValue(whole);
    }

    /** After the first letter stands B for bytes or b for bits, or the word itself. */
    private static void refuseWrongClass(String text, String name, boolean bits) {
        boolean word = name.toLowerCase(Locale.ROOT).contains(bits ? "bit" : "byte");
        if (name.length() > 1 && !word && name.charAt(1) != (bits ? 'b' : 'B')) {
            throw Problem.failed("`" + text + "` is no size in " + (bits ? "bits such as 10Mb" : "bytes such as 10MB"));
        }
    }
}
