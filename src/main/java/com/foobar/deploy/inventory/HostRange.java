package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;

/** Expands host ranges: {@code web[01:50]}, {@code db-[a:f]}, {@code n[0:10:2]}, several in one name. */
final class HostRange {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MOST = 65_536;

    private HostRange() {}

    /** @throws com.foobar.deploy.diagnostic.DeployException HOST_PATTERN for a range that is not valid */
    static List<String> expand(String name, Place place) {
        int open = name.indexOf('[');
        if (open < 0) {
            return List.of(name);
        }
        int close = name.indexOf(']', open);
        if (close < 0) {
            throw refuse(name, "the bracket is not closed", place);
        }
        var names = new ArrayList<String>();
        List<String> tails = expand(name.substring(close + 1), place);
        for (String middle : bounds(name, name.substring(open + 1, close), place)) {
            for (String tail : tails) {
                names.add(name.substring(0, open) + middle + tail);
            }
        }
        if (names.size() > MOST) {
            throw refuse(name, "it makes more than " + MOST + " hosts", place);
        }
        return names;
    }

    private static List<String> bounds(String name, String inside, Place place) {
        String[] parts = inside.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw refuse(name, "a range is written `[first:last]` or `[first:last:step]`", place);
        }
        String first = parts[0].isEmpty() ? "0" : parts[0];
        String last = parts[1];
        int step = parts.length == 3 ? number(name, parts[2], place) : 1;
        if (step < 1) {
            throw refuse(name, "the step must be at least 1", place);
        }
        if (isLetter(first) && isLetter(last)) {
            return letters(name, first, last, step, place);
        }
        return numbers(name, first, last, step, place);
    }

    private static boolean isLetter(String bound) {
        return bound.length() == 1 && LETTERS.contains(bound);
    }

    private static List<String> letters(String name, String first, String last, int step, Place place) {
        int from = LETTERS.indexOf(first);
        int to = LETTERS.indexOf(last);
        if (from > to) {
            throw refuse(name, "it ends before it begins", place);
        }
        var names = new ArrayList<String>();
        for (int i = from; i <= to; i += step) {
            names.add(LETTERS.substring(i, i + 1));
        }
        return names;
    }

    private static List<String> numbers(String name, String first, String last, int step, Place place) {
        int from = number(name, first, place);
        int to = number(name, last, place);
        boolean padded = first.length() > 1 && first.startsWith("0");
        if (padded && first.length() != last.length()) {
            throw refuse(name, "a range with leading zeros must have both ends of equal length", place);
        }
        if (from > to) {
            throw refuse(name, "it ends before it begins", place);
        }
        if ((to - from) / step >= MOST) {
            throw refuse(name, "it makes more than " + MOST + " hosts", place);
        }
        var names = new ArrayList<String>();
        for (int i = from; i <= to; i += step) {
            String digits = Integer.toString(i);
            names.add(padded ? "0".repeat(first.length() - digits.length()) + digits : digits);
        }
        return names;
    }

    private static int number(String name, String text, Place place) {
        if (!text.matches("[0-9]{1,9}")) {
            throw refuse(name, text.isEmpty() ? "a bound is missing" : "`" + text + "` is not a number", place);
        }
        return Integer.parseInt(text);
    }

    private static com.foobar.deploy.diagnostic.DeployException refuse(String name, String why, Place place) {
        return Diagnostic.of(ErrorCode.HOST_PATTERN, "the range in `" + name + "` is not valid: " + why)
                .at(place)
                .toException();
    }
}
