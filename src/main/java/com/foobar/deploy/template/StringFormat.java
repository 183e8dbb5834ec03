package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.format}: {@code '{} {0} {name.key[0]!r:>10}'}. */
final class StringFormat {
    private final String pattern;
    private final Call call;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private int automatic;

    private StringFormat(String pattern, Call call) {
        this.pattern = pattern;
        this.call = call;
    }

    /** Formats the call's subject with its arguments. */
    static String format(Call call) {
        return new StringFormat(MethodArguments.subject(call), call).run();
    }

    private String run() {
        while (position < pattern.length()) {
            char letter = pattern.charAt(position++);
            boolean doubled = position < pattern.length() && pattern.charAt(position) == letter;
            if ((letter == '{' || letter == '}') && doubled) {
                out.append(letter);
                position++;
            } else if (letter == '{') {
                out.append(field(readField()));
            } else if (letter == '}') {
                throw Operators.type("a single `}` stands in a format");
            } else {
                out.append(letter);
            }
        }
        return out.toString();
    }

    private String readField() {
        int start = position;
        int depth = 1;
        while (position < pattern.length() && depth > 0) {
            char letter = pattern.charAt(position++);
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        }
        if (depth > 0) {
            throw Operators.type("a `{` in a format is never closed");
        }
        return pattern.substring(start, position - 1);
    }

    private String field(String field) {
        int colon = outsideBrackets(field, ':');
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        String name = colon < 0 ? field : field.substring(0, colon);
        int bang = name.indexOf('!');
        char conversion = bang >= 0 && bang + 1 < name.length() ? name.charAt(bang + 1) : ' ';
        Value value = value(bang < 0 ? name : name.substring(0, bang));
        Operators.refuseUndefined(value);
        String inner = spec.contains("{") ? nested(spec) : spec;
        return switch (conversion) {
            case 'r', 'a' -> FormatSpec.parse(inner).apply(Value.of(PythonText.repr(value)));
            case 's' -> FormatSpec.parse(inner).apply(Value.of(PythonText.str(value)));
            default -> FormatSpec.parse(inner).apply(value);
        };
    }

    private static int outsideBrackets(String field, char wanted) {
        int depth = 0;
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
            if (letter == wanted && depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private String nested(String spec) {
        var inner = new StringFormat(spec, call);
        inner.automatic = automatic;
        String text = inner.run();
        automatic = inner.automatic;
        return text;
    }

    private Value value(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Value value = argument(path.substring(0, end));
        int i = end;
        while (i < path.length()) {
            boolean bracket = path.charAt(i) == '[';
            int stop = bracket ? path.indexOf(']', i) : nextStep(path, i + 1);
            if (stop < 0) {
                throw Operators.type("a `[` in a format is never closed");
            }
            value = step(value, path.substring(i + 1, stop));
            i = bracket ? stop + 1 : stop;
        }
        return value;
    }

    private static int nextStep(String path, int from) {
        int i = from;
        while (i < path.length() && path.charAt(i) != '.' && path.charAt(i) != '[') {
            i++;
        }
        return i;
    }

    private Value argument(String name) {
        if (name.isEmpty() || name.chars().allMatch(Character::isDigit)) {
            int index = name.isEmpty() ? automatic++ : Integer.parseInt(name);
            if (index + 1 >= call.positional().size()) {
                throw Operators.type("a format asks for argument " + index + ", and there are "
                        + (call.positional().size() - 1));
            }
            return call.positional().get(index + 1);
        }
        Value named = call.named().get(name);
        if (named == null) {
            throw Operators.type("a format asks for `" + name + "`, which it is not given");
        }
        return named;
    }

    private static Value step(Value value, String key) {
        Value found = taken(value, key);
        if (found == null) {
            throw Operators.type("a format finds no `" + key + "` in a value of type " + PythonValues.typeName(value));
        }
        return found;
    }

    private static @Nullable Value taken(Value value, String key) {
        boolean number = !key.isEmpty() && key.length() < 9 && key.chars().allMatch(Character::isDigit);
        return switch (value) {
            case MapValue map -> {
                Value found = number ? PythonValues.get(map, Value.of(Long.parseLong(key))) : null;
                yield found == null ? map.get(key) : found;
            }
            case ListValue list when number -> at(list.items(), Integer.parseInt(key));
            case TextValue text when number -> at(PythonValues.iterate(text), Integer.parseInt(key));
            default -> null;
        };
    }

    private static @Nullable Value at(List<Value> items, int index) {
        return index < items.size() ? items.get(index) : null;
    }
}
