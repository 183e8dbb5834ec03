package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Times as {@code touch -t} takes them, in the host's time zone. */
final class TouchTime {
    private static final DateTimeFormatter TOUCH = DateTimeFormatter.ofPattern("uuuuMMddHHmm.ss");

    private TouchTime() {}

    /**
     * @param text preserve, now, or a time
     * @return empty for preserve; "now"; or CCYYMMDDhhmm.ss
     */
    static Optional<String> of(String text, String format) {
        if (text.equals("preserve")) {
            return Optional.empty();
        }
        if (text.equals("now")) {
            return Optional.of("now");
        }
        try {
            return Optional.of(LocalDateTime.parse(text, formatter(format)).format(TOUCH));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw ArgumentProblem.of("`" + text + "` is not a time in the format `" + format + "`");
        }
    }

    private static DateTimeFormatter formatter(String format) {
        var builder = new DateTimeFormatterBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                builder.appendLiteral(c);
                continue;
            }
            i++;
            switch (format.charAt(i)) {
                case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
                case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
                case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
                case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
                case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
                case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
                case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
                case '%' -> builder.appendLiteral('%');
                default -> throw new IllegalArgumentException("%" + format.charAt(i));
            }
        }
        return builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(java.util.Locale.ROOT);
    }
}
