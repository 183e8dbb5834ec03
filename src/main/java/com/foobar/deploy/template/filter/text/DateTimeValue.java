package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.value.ObjectValue;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** A date with a time, of no zone: what {@code to_datetime} gives. */
public record DateTimeValue(LocalDateTime time) implements ObjectValue {
    @Override
    public String typeName() {
        return "datetime";
    }

    @Override
    public String toString() {
        boolean fraction = time.get(ChronoField.MICRO_OF_SECOND) != 0;
        return DateTimeFormatter.ofPattern(fraction ? "yyyy-MM-dd HH:mm:ss.SSSSSS" : "yyyy-MM-dd HH:mm:ss")
                .format(time);
    }
}
