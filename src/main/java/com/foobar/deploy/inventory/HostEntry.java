package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host as a source writes it, expanded: {@code web[1:2]:2222} is two names and a port. */
record HostEntry(List<String> names, OptionalInt port) {
    private static final Pattern BRACKETED_ADDRESS =
            Pattern.compile("\\[([0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*:[^\\]]*)](?::(.+))?");
    private static final Pattern WITH_PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*])+):([^:\\[\\]]*)");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%\\w+)?");

    static HostEntry parse(String text, Place place) {
        if (text.isBlank() || text.chars().anyMatch(HostEntry::unfit)) {
            throw refuse(text, "a host's name has no spaces, commas or quotes", place);
        }
        Matcher bracketed = BRACKETED_ADDRESS.matcher(text);
        if (bracketed.matches() && isAddress(bracketed.group(1))) {
            return new HostEntry(List.of(bracketed.group(1)), port(text, bracketed.group(2), place));
        }
        if (isAddress(text)) {
            return new HostEntry(List.of(text), OptionalInt.empty());
        }
        Matcher withPort = WITH_PORT.matcher(text);
        if (withPort.matches()) {
            return new HostEntry(HostRange.expand(withPort.group(1), place), port(text, withPort.group(2), place));
        }
        return new HostEntry(HostRange.expand(text, place), OptionalInt.empty());
    }

    /** True of an IPv6 address: its colons separate nothing. */
    static boolean isAddress(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return false;
        }
        return text.contains("::") || text.chars().filter(c -> c == ':').count() == 7;
    }

    private static boolean unfit(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == ','
                || character == '"'
                || character == '\'';
    }

    private static OptionalInt port(String text, @org.jspecify.annotations.Nullable String digits, Place place) {
        if (digits == null) {
            return OptionalInt.empty();
        }
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65_535) {
            throw refuse(text, "`" + digits + "` is no port", place);
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    private static DeployException refuse(String text, String why, Place place) {
        return Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, "`" + text + "` is not a host: " + why)
                .at(place)
                .toException();
    }
}
