package com.foobar.deploy.template.filter.regex;

import com.foobar.deploy.template.filter.argument.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A replacement in Python's syntax: {@code \1}, {@code \g<1>}, {@code \g<name>}, {@code \n} and their like. */
public record RegexReplacement(String template) {
    private static final Pattern REFERENCE =
            Pattern.compile("\\\\(?:g<(\\w+)>|(0[0-7]{0,2})|([1-9][0-9]?)|(.))", Pattern.DOTALL);

    public String expand(PythonRegex regex, Matcher match) {
        var out = new StringBuilder();
        Matcher reference = REFERENCE.matcher(template);
        int from = 0;
        while (reference.find()) {
            out.append(template, from, reference.start()).append(part(regex, match, reference));
            from = reference.end();
        }
        return out.append(template.substring(from)).toString();
    }

    /** Python reads the whole replacement first: what is wrong in it fails, though nothing matches. */
    public void check(PythonRegex regex) {
        Matcher reference = REFERENCE.matcher(template);
        int from = 0;
        while (reference.find()) {
            refuseBackslash(template.substring(from, reference.start()));
            from = reference.end();
            if (reference.group(4) != null) {
                escape(reference.group(4).charAt(0));
            } else if (reference.group(2) == null) {
                regex.requireGroup(reference.group(1) == null ? reference.group(3) : reference.group(1));
            }
        }
        refuseBackslash(template.substring(from));
    }

    private static void refuseBackslash(String literal) {
        if (literal.indexOf('\\') >= 0) {
            throw Problem.failed("a replacement has a bad escape at its end");
        }
    }

    private static String part(PythonRegex regex, Matcher match, Matcher reference) {
        if (reference.group(1) != null) {
            return orEmpty(regex.group(match, reference.group(1)));
        }
        if (reference.group(2) != null) {
            return Character.toString(Integer.parseInt(reference.group(2), 8));
        }
        if (reference.group(3) != null) {
            return orEmpty(regex.group(match, reference.group(3)));
        }
        return escape(reference.group(4).charAt(0));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String escape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case '\\' -> "\\";
            default -> {
                if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                    throw Problem.failed("a replacement has no escape `\\" + c + "`");
                }
                yield "\\" + c;
            }
        };
    }
}
