package com.foobar.deploy.template;

import com.foobar.deploy.template.filter.text.DateTimeValue;
import com.foobar.deploy.template.filter.text.TimeFormat;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Ansible's {@code now}, and what Python's {@code datetime} and {@code timedelta} have. */
final class Clock {
    private Clock() {}

    /** {@code now(utc, fmt)}: a moment, or a text where a format is given. */
    static Value now(Call call) {
        Value utc = argument(call, 0, "utc");
        boolean universal = utc != null && Evaluator.truth(utc);
        ZonedDateTime now = ZonedDateTime.now(universal ? ZoneOffset.UTC : ZoneId.systemDefault());
        return argument(call, 1, "fmt") instanceof TextValue format
                        && !format.text().isEmpty()
                ? Value.of(TimeFormat.format(format.text(), now))
                : new DateTimeValue(now.toLocalDateTime());
    }

    private static @Nullable Value argument(Call call, int index, String name) {
        return index < call.positional().size()
                ? call.positional().get(index)
                : call.named().get(name);
    }

    static @Nullable Value attribute(DateTimeValue moment, String name) {
        LocalDateTime time = moment.time();
        return switch (name) {
            case "year" -> Value.of(time.getYear());
            case "month" -> Value.of(time.getMonthValue());
            case "day" -> Value.of(time.getDayOfMonth());
            case "hour" -> Value.of(time.getHour());
            case "minute" -> Value.of(time.getMinute());
            case "second" -> Value.of(time.getSecond());
            case "microsecond" -> Value.of(time.getNano() / 1000);
            case "strftime" -> method(name, call -> format(time, call));
            case "isoformat" -> method(name, _ -> Value.of(isoFormat(time)));
            case "timestamp" -> method(name, _ -> Value.of(timestamp(time)));
            case "date" -> method(name, _ -> Value.of(time.toLocalDate().toString()));
            case "weekday" -> method(name, _ -> Value.of(time.getDayOfWeek().getValue() - 1L));
            case "isoweekday" -> method(name, _ -> Value.of(time.getDayOfWeek().getValue()));
            default -> null;
        };
    }

    private static Value method(String name, java.util.function.Function<Call, Value> body) {
        return new FunctionValue.Named(name, body);
    }

    private static Value format(LocalDateTime time, Call call) {
        if (argument(call, 0, "format") instanceof TextValue format) {
            return Value.of(TimeFormat.format(format.text(), time.atZone(ZoneId.systemDefault())));
        }
        throw Operators.type("`strftime` takes a format");
    }

    private static String isoFormat(LocalDateTime time) {
        String pattern = time.getNano() == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.SSSSSS";
        return time.format(DateTimeFormatter.ofPattern(pattern));
    }

    /** Python takes a time without a zone as the controller's own. */
    private static double timestamp(LocalDateTime time) {
        return time.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli() / 1000.0;
    }

    /** Python's {@code timedelta}: the difference of two times. */
    record DurationValue(Duration duration) implements ObjectValue {
        static DurationValue between(DateTimeValue from, DateTimeValue to) {
            return new DurationValue(Duration.between(from.time(), to.time()));
        }

        private long seconds() {
            return Math.floorMod(duration.getSeconds(), 86_400L);
        }

        private long days() {
            return Math.floorDiv(duration.getSeconds(), 86_400L);
        }

        @Nullable
        Value attribute(String name) {
            return switch (name) {
                case "days" -> Value.of(days());
                case "seconds" -> Value.of(seconds());
                case "microseconds" -> Value.of(duration.getNano() / 1000);
                case "total_seconds" -> method(name, _ -> Value.of(duration.getSeconds() + duration.getNano() / 1e9));
                default -> null;
            };
        }

        @Override
        public String typeName() {
            return "timedelta";
        }

        @Override
        public String toString() {
            String days = days() == 0 ? "" : days() + (Math.abs(days()) == 1 ? " day, " : " days, ");
            long rest = seconds();
            String clock = "%d:%02d:%02d".formatted(rest / 3600, rest / 60 % 60, rest % 60);
            String fraction = duration.getNano() == 0 ? "" : ".%06d".formatted(duration.getNano() / 1000);
            return days + clock + fraction;
        }
    }
}
