package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code date_time}, by the host's clock and in its time zone. */
final class TimeFacts {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TimeFacts() {}

    static Map<String, Value> of(FactSections sections) {
        String[] f = sections.word("date").split("\\|", -1);
        if (f.length < 12 || !f[6].matches("\\d{1,12}")) {
            return Map.of();
        }
        String iso = ISO.format(Instant.ofEpochSecond(Long.parseLong(f[6])));
        String basic = f[0] + f[1] + f[2] + "T" + f[3] + f[4] + f[5];
        var time = new LinkedHashMap<String, Value>();
        time.put("year", Value.of(f[0]));
        time.put("month", Value.of(f[1]));
        time.put("day", Value.of(f[2]));
        time.put("hour", Value.of(f[3]));
        time.put("minute", Value.of(f[4]));
        time.put("second", Value.of(f[5]));
        time.put("date", Value.of(f[0] + "-" + f[1] + "-" + f[2]));
        time.put("time", Value.of(f[3] + ":" + f[4] + ":" + f[5]));
        time.put("epoch", Value.of(f[6]));
        time.put("epoch_int", Value.of(f[6]));
        time.put("iso8601", Value.of(iso));
        time.put("iso8601_micro", Value.of(iso.replace("Z", ".000000Z")));
        time.put("iso8601_basic", Value.of(basic + "000000"));
        time.put("iso8601_basic_short", Value.of(basic));
        time.put("tz", Value.of(f[7]));
        time.put("tz_dst", Value.of(f[7]));
        time.put("tz_offset", Value.of(f[8]));
        time.put("weekday", Value.of(f[9]));
        time.put("weekday_number", Value.of(f[10]));
        time.put("weeknumber", Value.of(f[11]));
        return Map.of("date_time", Value.of(time));
    }
}
