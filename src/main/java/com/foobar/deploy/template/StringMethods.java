package com.foobar.deploy.template;

import static com.foobar.deploy.template.MethodArguments.number;
import static com.foobar.deploy.template.MethodArguments.optionalText;
import static com.foobar.deploy.template.MethodArguments.subject;
import static com.foobar.deploy.template.MethodArguments.text;

import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Methods of Python's {@code str}. Positions count UTF-16 units, which differ from Python's beyond the BMP only. */
final class StringMethods {
    static final Map<String, Function<Call, Value>> TABLE = table();

    private StringMethods() {}

    private static Map<String, Function<Call, Value>> table() {
        var table = new HashMap<String, Function<Call, Value>>(StringCutting.TABLE);
        table.put("upper", call -> Value.of(subject(call).toUpperCase(Locale.ROOT)));
        table.put("lower", call -> Value.of(subject(call).toLowerCase(Locale.ROOT)));
        table.put(
                "casefold",
                call -> Value.of(subject(call).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
        table.put("swapcase", call -> Value.of(swapCase(subject(call))));
        table.put("capitalize", call -> Value.of(capitalize(subject(call))));
        table.put("title", call -> Value.of(title(subject(call))));
        table.put("startswith", call -> Value.of(affix(call, String::startsWith)));
        table.put("endswith", call -> Value.of(affix(call, String::endsWith)));
        table.put("find", call -> Value.of(find(call, false)));
        table.put("rfind", call -> Value.of(find(call, true)));
        table.put("index", call -> Value.of(index(call, false)));
        table.put("rindex", call -> Value.of(index(call, true)));
        table.put("count", call -> Value.of(count(call)));
        table.put("replace", call -> Value.of(replace(call)));
        table.put("format", call -> Value.of(StringFormat.format(call)));
        table.put("format_map", StringMethods::formatMap);
        table.put("join", call -> Value.of(join(call)));
        table.put("zfill", call -> Value.of(zeroFill(call)));
        table.put("ljust", call -> Value.of(justify(call, 0)));
        table.put("rjust", call -> Value.of(justify(call, 1)));
        table.put("center", StringMethods::center);
        table.put("expandtabs", call -> Value.of(expandTabs(subject(call), number(call, 0, "tabsize", 8))));
        table.put("encode", call -> call.subject());
        table.put("decode", call -> call.subject());
        addQuestions(table);
        return Map.copyOf(table);
    }

    private static void addQuestions(Map<String, Function<Call, Value>> table) {
        question(table, "isdigit", Character::isDigit);
        question(table, "isdecimal", Character::isDigit);
        question(
                table,
                "isnumeric",
                point -> Character.isDigit(point) || Character.getType(point) == Character.OTHER_NUMBER);
        question(table, "isalpha", Character::isLetter);
        question(table, "isalnum", Character::isLetterOrDigit);
        question(table, "isspace", point -> Character.isWhitespace(point) || Character.isSpaceChar(point));
        table.put("isascii", call -> Value.of(subject(call).chars().allMatch(letter -> letter < 128)));
        table.put("isupper", call -> Value.of(isCase(subject(call), Character::isUpperCase, Character::isLowerCase)));
        table.put("islower", call -> Value.of(isCase(subject(call), Character::isLowerCase, Character::isUpperCase)));
        table.put("istitle", call -> Value.of(isTitle(subject(call))));
        table.put("isprintable", call -> Value.of(subject(call).codePoints().noneMatch(Character::isISOControl)));
        table.put("isidentifier", call -> Value.of(subject(call).matches("[\\p{L}_][\\p{L}\\p{N}_]*")));
    }

    private static void question(Map<String, Function<Call, Value>> table, String name, IntPredicate holds) {
        table.put(name, call -> {
            String text = subject(call);
            return Value.of(!text.isEmpty() && text.codePoints().allMatch(holds));
        });
    }

    private static boolean isCase(String text, IntPredicate wanted, IntPredicate unwanted) {
        return text.codePoints().anyMatch(wanted) && text.codePoints().noneMatch(unwanted);
    }

    private static boolean isTitle(String text) {
        return text.codePoints().anyMatch(Character::isLetter) && title(text).equals(text);
    }

    private static String swapCase(String text) {
        var out = new StringBuilder();
        text.codePoints()
                .map(each -> Character.isUpperCase(each) ? Character.toLowerCase(each) : Character.toUpperCase(each))
                .forEach(out::appendCodePoint);
        return out.toString();
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
        boolean inWord = false;
        for (int point : text.codePoints().toArray()) {
            out.appendCodePoint(inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
            inWord = Character.isLetter(point);
        }
        return out.toString();
    }

    /** The part of the subject that the start and end arguments leave. */
    private static String window(Call call) {
        String subject = subject(call);
        int start = bound(number(call, 1, "start", 0), subject.length());
        int end = bound(number(call, 2, "end", subject.length()), subject.length());
        return start <= end ? subject.substring(start, end) : "";
    }

    private static int bound(int position, int length) {
        int counted = position < 0 ? position + length : position;
        return Math.clamp(counted, 0, length);
    }

    private static boolean affix(Call call, BiPredicate<String, String> holds) {
        String window = window(call);
        Value wanted = MethodArguments.required(call, 0, "prefix");
        if (wanted instanceof ListValue list) {
            return list.items().stream().anyMatch(each -> holds.test(window, text(call, each)));
        }
        return holds.test(window, text(call, wanted));
    }

    private static int find(Call call, boolean last) {
        int start = bound(number(call, 1, "start", 0), subject(call).length());
        String window = window(call);
        String wanted = text(call, 0, "sub");
        int found = last ? window.lastIndexOf(wanted) : window.indexOf(wanted);
        return found < 0 ? -1 : found + start;
    }

    private static int index(Call call, boolean last) {
        int found = find(call, last);
        if (found < 0) {
            throw Operators.type("`" + call.name() + "` does not find the text it is given");
        }
        return found;
    }

    private static int count(Call call) {
        String window = window(call);
        String wanted = text(call, 0, "sub");
        if (wanted.isEmpty()) {
            return window.length() + 1;
        }
        int count = 0;
        for (int i = window.indexOf(wanted); i >= 0; i = window.indexOf(wanted, i + wanted.length())) {
            count++;
        }
        return count;
    }

    private static String replace(Call call) {
        String old = text(call, 0, "old");
        String by = text(call, 1, "new");
        return replace(subject(call), old, by, number(call, 2, "count", -1));
    }

    static String replace(String text, String old, String by, int most) {
        if (most < 0) {
            return text.replace(old, by);
        }
        var out = new StringBuilder();
        int from = 0;
        int done = 0;
        for (int i = text.indexOf(old); i >= 0 && done < most; i = text.indexOf(old, nextFrom(i, old))) {
            out.append(text, from, i).append(by);
            from = i + old.length();
            done++;
            if (old.isEmpty() && i >= text.length()) {
                break;
            }
        }
        return out.append(text, Math.min(from, text.length()), text.length()).toString();
    }

    private static int nextFrom(int found, String old) {
        return found + Math.max(1, old.length());
    }

    private static Value formatMap(Call call) {
        Value mapping = MethodArguments.required(call, 0, "mapping");
        if (!(mapping instanceof MapValue map)) {
            throw Operators.type("`format_map` takes a mapping");
        }
        var inner = new Call(call.name(), List.of(call.subject()), map.strings(), call.context());
        return Value.of(StringFormat.format(inner));
    }

    private static String join(Call call) {
        var parts = new ArrayList<String>();
        Value iterable = MethodArguments.required(call, 0, "iterable");
        for (Value item : PythonValues.iterate(iterable)) {
            Operators.refuseUndefined(item);
            if (!(item instanceof TextValue part)) {
                throw Operators.type("`join` joins strings, and item " + parts.size() + " is of type "
                        + PythonValues.typeName(item));
            }
            parts.add(part.text());
        }
        return String.join(subject(call), parts);
    }

    private static String zeroFill(Call call) {
        String text = subject(call);
        int missing = number(call, MethodArguments.required(call, 0, "width")) - length(text);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String zeros = "0".repeat(Math.max(0, missing));
        return signed ? text.charAt(0) + zeros + text.substring(1) : zeros + text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String fill(Call call) {
        String fill = optionalText(call, 1, "fillchar");
        return fill == null ? " " : fill;
    }

    private static String justify(Call call, int right) {
        String text = subject(call);
        int width = number(call, MethodArguments.required(call, 0, "width"));
        String padding = fill(call).repeat(Math.max(0, width - length(text)));
        return right == 1 ? padding + text : text + padding;
    }

    private static Value center(Call call) {
        int width = number(call, MethodArguments.required(call, 0, "width"));
        return Value.of(center(subject(call), width, fill(call)));
    }

    /** Python puts the odd one to the left where the width is odd. */
    static String center(String text, int width, String fill) {
        int missing = Math.max(0, width - length(text));
        int left = missing / 2 + (missing & width & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    private static String expandTabs(String text, int size) {
        var out = new StringBuilder();
        int column = 0;
        for (char letter : text.toCharArray()) {
            if (letter == '\t') {
                int spaces = size > 0 ? size - column % size : 0;
                out.repeat(' ', spaces);
                column += spaces;
            } else {
                out.append(letter);
                column = letter == '\n' || letter == '\r' ? 0 : column + 1;
            }
        }
        return out.toString();
    }
}
