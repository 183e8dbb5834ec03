package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Wildcard;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One part of a host pattern.
 *
 * @param text as written, without the leading {@code !} or {@code &} and without the subscript
 * @param place where the pattern stands
 */
record PatternTerm(Kind kind, String text, Form form, Optional<Slice> slice, Predicate<String> names, Place place) {
    /** What a term does to the selection. */
    enum Kind {
        INCLUDE,
        INTERSECT,
        EXCLUDE
    }

    /** How a term names what it selects. */
    enum Form {
        ALL,
        NAME,
        GLOB,
        REGEX
    }

    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(?:(-?[0-9]{1,9})|([0-9]{1,9})[:-]([0-9]{0,9}))]");

    static PatternTerm parse(String written, Place place) {
        Kind kind = kind(written);
        String text = kind == Kind.INCLUDE ? written : written.substring(1).strip();
        if (text.isEmpty()) {
            throw refuse(written, "a name is missing after `" + written + "`", place);
        }
        if (text.startsWith("~")) {
            return new PatternTerm(kind, text, Form.REGEX, Optional.empty(), regex(text, place), place);
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        if (text.chars().filter(c -> c == '[').count()
                != text.chars().filter(c -> c == ']').count()) {
            throw refuse(written, "a bracket is open", place);
        }
        Matcher subscript = SUBSCRIPT.matcher(text);
        if (subscript.matches()) {
            return named(kind, subscript.group(1), Optional.of(slice(subscript)), place);
        }
        return named(kind, text, Optional.empty(), place);
    }

    private static Kind kind(String written) {
        return switch (written.charAt(0)) {
            case '!' -> Kind.EXCLUDE;
            case '&' -> Kind.INTERSECT;
            default -> Kind.INCLUDE;
        };
    }

    private static PatternTerm named(Kind kind, String text, Optional<Slice> slice, Place place) {
        if (text.equals("all") || text.equals("*")) {
            return new PatternTerm(kind, text, Form.ALL, slice, _ -> true, place);
        }
        if (text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[')) {
            Predicate<String> names = Wildcard.of(text)::matches;
            return new PatternTerm(kind, text, Form.GLOB, slice, names, place);
        }
        return new PatternTerm(kind, text, Form.NAME, slice, text::equals, place);
    }

    private static Predicate<String> regex(String text, Place place) {
        try {
            Pattern pattern = Pattern.compile(text.substring(1));
            return name -> pattern.matcher(name).lookingAt();
        } catch (PatternSyntaxException e) {
            throw refuse(text, "`" + text + "` is not a valid regular expression: " + e.getDescription(), place);
        }
    }

    private static Slice slice(Matcher subscript) {
        if (subscript.group(2) != null) {
            return Slice.single(Integer.parseInt(subscript.group(2)));
        }
        int first = Integer.parseInt(subscript.group(3));
        String last = subscript.group(4);
        return new Slice(first, last.isEmpty() ? -1 : Integer.parseInt(last));
    }

    private static DeployException refuse(String written, String why, Place place) {
        return Diagnostic.of(ErrorCode.HOST_PATTERN, "the pattern `" + written + "` is not valid: " + why)
                .at(place)
                .advise("`web[0:2]` are the first three hosts of a group, `web-0[1:3]` a range of names in an"
                        + " inventory")
                .toException();
    }

    /** Positions counted from 0, both ends included; negative ones count from the end. */
    record Slice(int first, int last) {
        static Slice single(int position) {
            return new Slice(position, position);
        }

        <T> List<T> of(List<T> items) {
            int from = first < 0 ? items.size() + first : first;
            int to = Math.min(last < 0 ? items.size() + last : last, items.size() - 1);
            return from < 0 || from > to ? List.of() : items.subList(from, to + 1);
        }
    }
}
