package com.foobar.deploy.template;

import static com.foobar.deploy.template.MethodArguments.number;
import static com.foobar.deploy.template.MethodArguments.optionalText;
import static com.foobar.deploy.template.MethodArguments.subject;
import static com.foobar.deploy.template.MethodArguments.text;

import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code str} that cut a text. */
final class StringCutting {
    static final Map<String, Function<Call, Value>> TABLE = Map.ofEntries(
            Map.entry("split", call -> split(call, false)),
            Map.entry("rsplit", call -> split(call, true)),
            Map.entry("splitlines", StringCutting::splitLines),
            Map.entry("strip", call -> Value.of(strip(call, true, true))),
            Map.entry("lstrip", call -> Value.of(strip(call, true, false))),
            Map.entry("rstrip", call -> Value.of(strip(call, false, true))),
            Map.entry("partition", call -> partition(call, false)),
            Map.entry("rpartition", call -> partition(call, true)),
            Map.entry("removeprefix", call -> Value.of(withoutPrefix(subject(call), text(call, 0, "prefix")))),
            Map.entry("removesuffix", call -> Value.of(withoutSuffix(subject(call), text(call, 0, "suffix")))));

    private StringCutting() {}

    private static Value split(Call call, boolean fromRight) {
        MethodArguments.atMost(call, 2);
        String separator = optionalText(call, 0, "sep");
        int most = number(call, 1, "maxsplit", -1);
        return ListValue.ofStrings(split(subject(call), separator, most < 0 ? Integer.MAX_VALUE : most, fromRight));
    }

    /** Python's {@code split} and {@code rsplit}; without a separator, at runs of white space. */
    static List<String> split(String text, @Nullable String separator, int most, boolean fromRight) {
        if (separator == null) {
            return fromRight ? wordsFromRight(text, most) : words(text, most);
        }
        if (separator.isEmpty()) {
            throw Operators.type("`split` takes a separator that is not empty");
        }
        return fromRight ? partsFromRight(text, separator, most) : parts(text, separator, most);
    }

    private static List<String> parts(String text, String separator, int most) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int i = text.indexOf(separator); i >= 0 && parts.size() < most; i = text.indexOf(separator, from)) {
            parts.add(text.substring(from, i));
            from = i + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> partsFromRight(String text, String separator, int most) {
        var parts = new ArrayList<String>();
        int to = text.length();
        while (parts.size() < most) {
            int found = text.lastIndexOf(separator, to - separator.length());
            if (found < 0 || to < separator.length()) {
                break;
            }
            parts.add(text.substring(found + separator.length(), to));
            to = found;
        }
        parts.add(text.substring(0, to));
        Collections.reverse(parts);
        return parts;
    }

    private static List<String> words(String text, int most) {
        var words = new ArrayList<String>();
        int i = skip(text, 0, true);
        while (i < text.length() && words.size() < most) {
            int end = skip(text, i, false);
            words.add(text.substring(i, end));
            i = skip(text, end, true);
        }
        if (i < text.length()) {
            words.add(text.substring(i));
        }
        return words;
    }

    private static List<String> wordsFromRight(String text, int most) {
        String reversed = new StringBuilder(text).reverse().toString();
        var words = new ArrayList<String>();
        words(reversed, most)
                .forEach(word -> words.add(new StringBuilder(word).reverse().toString()));
        Collections.reverse(words);
        return words;
    }

    private static int skip(String text, int from, boolean space) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i)) == space) {
            i++;
        }
        return i;
    }

    static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == '\u0085';
    }

    private static Value splitLines(Call call) {
        return ListValue.ofStrings(lines(subject(call), MethodArguments.flag(call, 0, "keepends")));
    }

    private static List<String> lines(String text, boolean keepEnds) {
        var lines = new ArrayList<String>();
        int from = 0;
        int i = 0;
        while (i < text.length()) {
            if (!endsLine(text.charAt(i))) {
                i++;
                continue;
            }
            boolean two = text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            int next = i + (two ? 2 : 1);
            lines.add(text.substring(from, keepEnds ? next : i));
            from = next;
            i = next;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private static boolean endsLine(char letter) {
        return switch (letter) {
            case '\n', '\r', '\u000b', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static String strip(Call call, boolean left, boolean right) {
        MethodArguments.atMost(call, 1);
        return strip(subject(call), optionalText(call, 0, "chars"), left, right);
    }

    static String strip(String text, @Nullable String letters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && isStripped(text.charAt(start), letters)) {
            start++;
        }
        while (right && end > start && isStripped(text.charAt(end - 1), letters)) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isStripped(char letter, @Nullable String letters) {
        return letters == null ? isSpace(letter) : letters.indexOf(letter) >= 0;
    }

    private static Value partition(Call call, boolean last) {
        String text = subject(call);
        String separator = text(call, 0, "sep");
        if (separator.isEmpty()) {
            throw Operators.type("`" + call.name() + "` takes a separator that is not empty");
        }
        int found = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (found < 0) {
            Value whole = Value.of(text);
            Value none = Value.of("");
            return last ? TupleItems.of(none, none, whole) : TupleItems.of(whole, none, none);
        }
        return TupleItems.of(
                Value.of(text.substring(0, found)),
                Value.of(separator),
                Value.of(text.substring(found + separator.length())));
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String withoutSuffix(String text, String suffix) {
        return !suffix.isEmpty() && text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }
}
