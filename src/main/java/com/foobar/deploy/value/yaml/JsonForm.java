package com.foobar.deploy.value.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells JSON from YAML that only looks like it: where Ansible reads a document as JSON, {@code 1e5} is a number. */
final class JsonForm {
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]*+");
    private static final Pattern TEXT =
            Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9A-Fa-f]{4})*+\"");
    private static final Pattern WORD =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");
    private static final int DEEPEST = 100;

    private final Matcher matcher;
    private final String text;
    private int at;

    private JsonForm(String text) {
        this.text = text;
        this.matcher = SPACE.matcher(text);
    }

    /** True if the whole text is a JSON object or list. */
    static boolean is(String text) {
        var form = new JsonForm(text);
        form.take(SPACE);
        if (form.at == text.length() || "{[".indexOf(text.charAt(form.at)) < 0 || !form.value(0)) {
            return false;
        }
        form.take(SPACE);
        return form.at == text.length();
    }

    private boolean value(int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        take(SPACE);
        if (take('{')) {
            return members('}', true, depth);
        }
        if (take('[')) {
            return members(']', false, depth);
        }
        return take(TEXT) || take(WORD);
    }

    private boolean members(char end, boolean named, int depth) {
        take(SPACE);
        if (take(end)) {
            return true;
        }
        do {
            take(SPACE);
            if (named && !(take(TEXT) && take(SPACE) && take(':')) || !value(depth + 1)) {
                return false;
            }
            take(SPACE);
        } while (take(','));
        return take(end);
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean take(Pattern pattern) {
        matcher.usePattern(pattern).region(at, text.length());
        boolean there = matcher.lookingAt();
        at = there ? matcher.end() : at;
        return there;
    }
}
