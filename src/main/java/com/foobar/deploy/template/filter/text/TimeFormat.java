package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.filter.argument.Problem;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** The patterns of C's {@code strftime} and Python's {@code strptime}, with English names. */
public final class TimeFormat {
    private TimeFormat() {}

    public static String format(String pattern, ZonedDateTime time) {
        var out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length()) {
                out.append(field(pattern.charAt(++i), time));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String field(char letter, ZonedDateTime time) {
        return switch (letter) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 's' -> String.valueOf(time.toEpochSecond());
            case 'C' -> two(time.getYear() / 100);
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'U' -> two((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'z' -> DateTimeFormatter.ofPattern("xx", Locale.ENGLISH).format(time);
            case 'Z' -> time.getZone().normalized().getId().equals("Z") ? "GMT" : java(time, "zzz");
            default -> composed(letter, time);
        };
    }

    private static String composed(char letter, ZonedDateTime time) {
        return switch (letter) {
            case 'F' -> format("%Y-%m-%d", time);
            case 'T', 'X' -> format("%H:%M:%S", time);
            case 'D', 'x' -> format("%m/%d/%y", time);
            case 'R' -> format("%H:%M", time);
            case 'r' -> format("%I:%M:%S %p", time);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
            default -> {
                String pattern = javaPattern(letter);
                yield pattern.isEmpty() ? "%" + letter : java(time, pattern);
            }
        };
    }

    private static String java(ZonedDateTime time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private static String javaPattern(char letter) {
        return switch (letter) {
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'e' -> "ppd";
            case 'H' -> "HH";
            case 'k' -> "ppH";
            case 'I' -> "hh";
            case 'l' -> "pph";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'f' -> "SSSSSS";
            case 'j' -> "DDD";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'p' -> "a";
            default -> "";
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    static LocalDateTime parse(String text, String pattern) {
        try {
            return withDefaults(parser(pattern).parse(text.strip()));
        } catch (DateTimeException e) {
            throw Problem.failed("`" + text + "` does not fit the time format `" + pattern + "`", e);
        }
    }

    /** Numbers may have fewer digits than they are printed with, as Python takes them. */
    private static DateTimeFormatter parser(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive().parseLenient();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                builder.appendLiteral(c);
                continue;
            }
            char letter = pattern.charAt(++i);
            switch (letter) {
                case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
                case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, java.time.format.SignStyle.NEVER);
                case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 1, 2, java.time.format.SignStyle.NEVER);
                case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 1, 2, java.time.format.SignStyle.NEVER);
                case 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 1, 2, java.time.format.SignStyle.NEVER);
                case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 1, 2, java.time.format.SignStyle.NEVER);
                case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 1, 2, java.time.format.SignStyle.NEVER);
                case 'f' -> builder.appendFraction(ChronoField.MICRO_OF_SECOND, 1, 6, false);
                case 'F' -> builder.append(parser("%Y-%m-%d"));
                case 'T' -> builder.append(parser("%H:%M:%S"));
                case 'z' -> builder.appendOffset("+HHmm", "Z");
                case '%' -> builder.appendLiteral('%');
                default -> appendOther(builder, letter);
            }
        }
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static void appendOther(DateTimeFormatterBuilder builder, char letter) {
        String pattern = javaPattern(letter);
        if (pattern.isEmpty()) {
            throw Problem.failed("`%" + letter + "` is not known in a time format");
        }
        builder.appendPattern(pattern);
    }

    private static LocalDateTime withDefaults(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.EPOCH_DAY) && parsed.isSupported(ChronoField.NANO_OF_DAY)) {
            return LocalDateTime.from(parsed);
        }
        int year = get(parsed, ChronoField.YEAR, 1900);
        int month = get(parsed, ChronoField.MONTH_OF_YEAR, 1);
        int day = get(parsed, ChronoField.DAY_OF_MONTH, 1);
        int hour = get(parsed, ChronoField.HOUR_OF_DAY, 0);
        return LocalDateTime.of(
                year,
                month,
                day,
                hour,
                get(parsed, ChronoField.MINUTE_OF_HOUR, 0),
                get(parsed, ChronoField.SECOND_OF_MINUTE, 0));
    }

    private static int get(TemporalAccessor parsed, ChronoField field, int fallback) {
        return parsed.isSupported(field) ? parsed.get(field) : fallback;
    }
}
