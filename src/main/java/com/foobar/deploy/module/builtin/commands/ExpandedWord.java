package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.value.TextValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word in which the host expands a leading {@code ~} and {@code $NAME}, as Ansible's path arguments and the command
 * module do. A name that is not set stays as it is written, as with Python's {@code os.path.expandvars}.
 */
final class ExpandedWord {
    private static final Pattern HOME = Pattern.compile("~([a-z_][a-z0-9_-]*)?(?=/|$)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)})");

    private ExpandedWord() {}

    static ShellText of(String word) {
        return of(TextValue.plain(word));
    }

    static ShellText of(TextValue word) {
        String text = word.text();
        if (text.isEmpty()) {
            return ShellText.word("");
        }
        ShellText made = ShellText.EMPTY;
        int from = 0;
        Matcher home = HOME.matcher(text);
        if (home.lookingAt()) {
            // Safe as code: only the characters of a user's name.
            made = ShellText.userCode(home.group());
            from = home.end();
        }
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find(from)) {
            made = glue(made, text.substring(from, variable.start()), word.secret());
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            made = made.and("\"${").and(ShellText.userCode(name)).and("-");
            made = made.and(ShellText.userCode("\\" + variable.group())).and("}\"");
            from = variable.end();
        }
        return glue(made, text.substring(from), word.secret());
    }

    private static ShellText glue(ShellText before, String text, boolean secret) {
        if (text.isEmpty()) {
            return before;
        }
        return secret ? before.glueSecret(new com.foobar.deploy.value.Secret(text)) : before.glue(text);
    }
}
