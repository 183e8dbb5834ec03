package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Filters for dates and times. */
public final class TimeFilters {
    private TimeFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("strftime", TimeFilters::strftime);
        table.add("to_datetime", TimeFilters::toDateTime);
    }

    private static Value strftime(Call call) {
        var arguments = Arguments.of(call, "second", "utc");
        ZoneId zone = arguments.flag("utc", false) ? ZoneOffset.UTC : ZoneId.systemDefault();
        Instant instant = arguments.find("second").map(TimeFilters::instant).orElseGet(Instant::now);
        return Value.of(TimeFormat.format(arguments.subjectText(), ZonedDateTime.ofInstant(instant, zone)));
    }

    private static Instant instant(Value seconds) {
        double number = (seconds instanceof TextValue text
                        ? PythonNumbers.parseFloat(text.text())
                        : PythonNumbers.real(seconds))
                .orElseThrow(
                        () -> Problem.failed("`strftime` expects seconds since 1970, not " + PythonText.repr(seconds)));
        return Instant.ofEpochSecond((long) Math.floor(number));
    }

    private static Value toDateTime(Call call) {
        var arguments = Arguments.of(call, "format");
        String format = arguments.text("format", "%Y-%m-%d %H:%M:%S");
        return new DateTimeValue(TimeFormat.parse(arguments.subjectText(), format));
    }
}
