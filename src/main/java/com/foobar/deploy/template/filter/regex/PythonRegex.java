package com.foobar.deploy.template.filter.regex;

import com.foobar.deploy.template.filter.argument.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in Python's syntax.
 *
 * @param names of groups, with the names they have in Java, which allows letters and digits only
 */
public record PythonRegex(Pattern pattern, Map<String, String> names) {
    private static final int MOST_KEPT = 500;
    private static final Map<Source, PythonRegex> KEPT = new ConcurrentHashMap<>();

    private record Source(String regex, boolean ignoreCase, boolean multiline) {}

    /** @throws com.foobar.deploy.diagnostic.DeployException TEMPLATE_FAILED where it is not valid */
    public static PythonRegex compile(String regex, boolean ignoreCase, boolean multiline) {
        if (KEPT.size() > MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(new Source(regex, ignoreCase, multiline), PythonRegex::compile);
    }

    private static PythonRegex compile(Source source) {
        var translation = new RegexTranslation(source.regex());
        int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;
        flags |= source.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        flags |= source.multiline() ? Pattern.MULTILINE : 0;
        try {
            String java = translation.toJava();
            return new PythonRegex(Pattern.compile(java, flags), new LinkedHashMap<>(translation.names()));
        } catch (PatternSyntaxException e) {
            throw Problem.failed(
                    "`" + source.regex() + "` is not a valid regular expression: " + e.getDescription(), e);
        }
    }

    public Matcher matcher(String text) {
        return pattern.matcher(text);
    }

    /** Java's engine recurses: what Python takes may be too deep for it. */
    public static <T> T guarded(Supplier<T> search) {
        try {
            return search.get();
        } catch (StackOverflowError e) {
            throw Problem.failed("a regular expression is too complex for a string of this length", e);
        }
    }

    /** Fails where the expression has no such group. */
    void requireGroup(String reference) {
        boolean known = reference.matches("\\d{1,4}")
                ? Integer.parseInt(reference) <= matcher("").groupCount()
                : names.containsKey(reference);
        if (!known) {
            throw Problem.failed("there is no group `" + reference + "` in `" + pattern + "`");
        }
    }

    /** A group by number or name; null where it took no part in the match. */
    @Nullable
    String group(Matcher match, String reference) {
        if (reference.matches("\\d{1,4}")) {
            int number = Integer.parseInt(reference);
            if (number > match.groupCount()) {
                throw Problem.failed("there is no group " + reference + " in `" + pattern + "`");
            }
            return match.group(number);
        }
        String name = names.get(reference);
        if (name == null) {
            throw Problem.failed("there is no group `" + reference + "` in `" + pattern + "`");
        }
        return match.group(name);
    }
}
