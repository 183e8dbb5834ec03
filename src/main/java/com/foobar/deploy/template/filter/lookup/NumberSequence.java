package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.PercentFormat;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.KeyValues;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lookup {@code sequence}: {@code start=1 end=9 stride=2 format=web-%02d}, or {@code 1-9/2:web-%02d}. */
record NumberSequence(long start, long end, long stride, String format) {
    private static final Pattern SHORT = Pattern.compile(
            "(?:(0x[0-9a-fA-F]+|\\d+)-)?(0x[0-9a-fA-F]+|\\d+)(?:/(-?(?:0x[0-9a-fA-F]+|\\d+)))?(?::(.+))?");
    private static final List<String> KEYS = List.of("start", "end", "count", "stride", "format");
    private static final int MOST = 1_000_000;

    static List<Value> find(Call call) {
        Arguments.ofNamed(call, KEYS.toArray(String[]::new));
        var options = new HashMap<String, String>();
        call.named().forEach((key, value) -> options.put(key, PythonText.str(value)));
        List<String> terms = Terms.texts(call);
        var items = new ArrayList<Value>();
        for (String term : terms.isEmpty() ? List.of("") : terms) {
            items.addAll(parse(term, options).items());
        }
        return items;
    }

    private static NumberSequence parse(String term, Map<String, String> options) {
        Matcher form = SHORT.matcher(term.strip());
        if (form.matches()) {
            long start = form.group(1) == null ? 1 : number("start", form.group(1));
            long stride = form.group(3) == null ? 1 : number("stride", form.group(3));
            String format = form.group(4) == null ? "%d" : form.group(4);
            return new NumberSequence(start, number("end", form.group(2)), stride, format);
        }
        var all = new HashMap<>(options);
        all.putAll(KeyValues.parse(term, KEYS, "sequence"));
        return of(all);
    }

    private static NumberSequence of(Map<String, String> options) {
        String count = options.get("count");
        String end = options.get("end");
        long start = number("start", options.getOrDefault("start", "1"));
        long stride = number("stride", options.getOrDefault("stride", "1"));
        String format = options.getOrDefault("format", "%d");
        if ((count == null) == (end == null)) {
            throw Problem.failed("the lookup `sequence` expects either `count` or `end`");
        }
        if (end != null) {
            return new NumberSequence(start, number("end", end), stride, format);
        }
        long length = number("count", count == null ? "0" : count);
        return new NumberSequence(start, start + (length - 1) * stride, stride, format);
    }

    private static long number(String name, String text) {
        String bare = text.startsWith("-") ? text.substring(1) : text;
        int base = bare.startsWith("0x") ? 16 : bare.matches("0[0-7]+") ? 8 : 10;
        return PythonNumbers.parseInt(text, base)
                .orElseThrow(
                        () -> Problem.failed("`" + name + "` of the lookup `sequence` is no number: `" + text + "`"))
                .longValue();
    }

    private List<Value> items() {
        if (stride == 0 || end == start - stride) {
            return List.of();
        }
        if (stride > 0 == end < start && end != start) {
            throw Problem.failed("the lookup `sequence` never comes from " + start + " to " + end + " by " + stride);
        }
        if (Math.abs(end - start) / Math.abs(stride) > MOST) {
            throw Problem.failed("the lookup `sequence` makes at most " + MOST + " numbers");
        }
        var items = new ArrayList<Value>();
        for (long i = start; stride > 0 ? i <= end : i >= end; i += stride) {
            items.add(Value.of(PercentFormat.format(format, ListValue.of(Value.of(i)))));
        }
        return items;
    }
}
