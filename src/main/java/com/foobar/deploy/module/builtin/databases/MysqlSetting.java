package com.foobar.deploy.module.builtin.databases;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of a server variable, which has several spellings: what is written, and what the server shows. */
record MysqlSetting(String variable, String text) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGTPE])", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9_,=-]*");
    /** Variables whose value is a name or a place, where capitals matter. */
    private static final Pattern NAMES = Pattern.compile(".*(_name|_file|_dir|_path|_user|_auth|_address|_id|_log)");

    private static final String UNITS = "KMGTPE";

    /** A number as the server takes it, where the text is one: {@code 128M} is 134217728. */
    Optional<String> number() {
        Matcher size = SIZE.matcher(text);
        if (size.matches()) {
            int power = UNITS.indexOf(size.group(2).toUpperCase(Locale.ROOT)) + 1;
            return Optional.of(
                    new BigInteger(size.group(1)).shiftLeft(10 * power).toString());
        }
        return NUMBER.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** True if the server, which shows {@code now}, has this value. */
    boolean is(String now) {
        if (text.equals(now)) {
            return true;
        }
        var shown = new MysqlSetting(variable, now);
        if (flag().isPresent() && flag().equals(shown.flag())) {
            return true;
        }
        if (number().isPresent() && shown.number().isPresent()) {
            return new BigDecimal(number().get())
                            .compareTo(new BigDecimal(shown.number().get()))
                    == 0;
        }
        return words() && shown.words() && items().equals(shown.items())
                || switches() && shown.items().containsAll(items());
    }

    private Optional<Boolean> flag() {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "ON", "TRUE", "YES", "1" -> Optional.of(true);
            case "OFF", "FALSE", "NO", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private boolean words() {
        return WORDS.matcher(text).matches()
                && !NAMES.matcher(variable.toLowerCase(Locale.ROOT)).matches();
    }

    /** Of several switches only those are set that are named. */
    private boolean switches() {
        return variable.toLowerCase(Locale.ROOT).endsWith("_switch") && !items().isEmpty();
    }

    private Set<String> items() {
        var items = new TreeSet<String>();
        Arrays.stream(text.toUpperCase(Locale.ROOT).split(","))
                .filter(one -> !one.isEmpty())
                .forEach(items::add);
        return items;
    }
}
