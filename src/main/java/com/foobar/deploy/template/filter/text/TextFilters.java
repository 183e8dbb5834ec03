package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.PercentFormat;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.collection.AttributePath;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Filters that make one text of another. */
public final class TextFilters {
    private static final Pattern WORD_START = Pattern.compile("[-\\s({\\[<]+");
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SHELL_SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private TextFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("upper", call -> text(call, text -> text.toUpperCase(Locale.ROOT)));
        table.add("lower", call -> text(call, text -> text.toLowerCase(Locale.ROOT)));
        table.add("capitalize", call -> text(call, TextFilters::capitalize));
        table.add("title", call -> text(call, TextFilters::title));
        table.add("string", call -> text(call, text -> text));
        table.add("quote", TextFilters::quote);
        table.add("trim", TextFilters::trim);
        table.add("replace", TextFilters::replace);
        table.add("split", TextFilters::split);
        table.add("join", TextFilters::join);
        table.add("format", TextFilters::format);
        table.add("wordcount", TextFilters::wordcount);
    }

    private interface Change {
        String apply(String text);
    }

    private static Value text(Call call, Change change) {
        return Value.of(change.apply(Arguments.of(call).subjectText()));
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    private static String title(String text) {
        var out = new StringBuilder();
        var starts = WORD_START.matcher(text);
        int from = 0;
        while (starts.find()) {
            out.append(capitalize(text.substring(from, starts.start()))).append(starts.group());
            from = starts.end();
        }
        return out.append(capitalize(text.substring(from))).toString();
    }

    private static Value quote(Call call) {
        Value subject = Arguments.of(call).subject();
        String text = subject instanceof NullValue ? "" : PythonText.str(subject);
        return Value.of(SHELL_SAFE.matcher(text).matches() ? text : "'" + text.replace("'", "'\"'\"'") + "'");
    }

    private static Value trim(Call call) {
        var arguments = Arguments.of(call, "chars");
        String text = arguments.subjectText();
        return Value.of(arguments
                .find("chars")
                .map(chars -> strip(text, PythonText.str(chars)))
                .orElseGet(text::strip));
    }

    private static String strip(String text, String characters) {
        int start = 0;
        int end = text.length();
        while (start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static Value replace(Call call) {
        var arguments = Arguments.of(call, "old", "new", "count");
        int count = arguments.number("count", -1);
        String old = arguments.text("old");
        String replacement = arguments.text("new");
        String text = arguments.subjectText();
        return Value.of(count < 0 ? text.replace(old, replacement) : replaceFirst(text, old, replacement, count));
    }

    private static String replaceFirst(String text, String old, String replacement, int count) {
        var out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int at = text.indexOf(old, from);
            if (at < 0) {
                break;
            }
            out.append(text, from, at).append(replacement);
            from = at + old.length();
        }
        return out.append(text.substring(from)).toString();
    }

    private static Value split(Call call) {
        var arguments = Arguments.of(call, "sep", "maxsplit");
        int limit = arguments.number("maxsplit", -1);
        String text = arguments.subjectText();
        List<String> parts = arguments
                .find("sep")
                .map(separator -> split(text, PythonText.str(separator), limit))
                .orElseGet(() -> splitAtSpace(text, limit));
        return ListValue.ofStrings(parts);
    }

    private static List<String> split(String text, String separator, int limit) {
        if (separator.isEmpty()) {
            throw Problem.failed("`split` expects a separator that is not empty");
        }
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && (limit < 0 || parts.size() < limit); ) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> splitAtSpace(String text, int limit) {
        String rest = text.strip();
        if (rest.isEmpty()) {
            return List.of();
        }
        if (limit < 0) {
            return List.of(rest.split("\\s+"));
        }
        var parts = new ArrayList<>(List.of(rest.split("\\s+", limit + 1)));
        // Python leaves the end of the text as it is when it stops before it.
        if (parts.size() == limit + 1) {
            parts.set(
                    limit,
                    parts.get(limit) + text.substring(text.stripTrailing().length()));
        }
        return parts;
    }

    private static Value join(Call call) {
        var arguments = Arguments.of(call, "d", "attribute");
        var path = arguments.find("attribute").map(AttributePath::of);
        return Value.of(arguments.items().stream()
                .map(item -> PythonText.str(path.isPresent() ? path.get().in(item) : item))
                .collect(Collectors.joining(arguments.text("d", ""))));
    }

    private static Value format(Call call) {
        String pattern = PythonText.str(call.definedSubject());
        List<Value> positional = call.positional().subList(1, call.positional().size());
        return Value.of(
                call.named().isEmpty()
                        ? PercentFormat.format(pattern, new ListValue(positional))
                        : PercentFormat.format(pattern, MapValue.ofStrings(call.named())));
    }

    private static Value wordcount(Call call) {
        return Value.of(WORD.matcher(Arguments.of(call).subjectText()).results().count());
    }

    /** Python's {@code str.splitlines}: the last line's end makes no further line. */
    public static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String[] lines = text.split("\r\n|[\n\r\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029]", -1);
        boolean ended = lines[lines.length - 1].isEmpty();
        return List.of(lines).subList(0, ended ? lines.length - 1 : lines.length);
    }

    static int width(String text) {
        return PythonValues.length(Value.of(text));
    }
}
