package com.foobar.deploy.engine.event.json;

import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** A value as a record may keep it: secrets masked, endless texts cut, nothing in it that JSON does not have. */
public final class MaskedValue {
    public static final String MASK = "[secret]";

    /** Characters kept of a text. */
    static final int LONGEST = 64 * 1024;

    /** Items kept of a list: the lines of an output may be millions. */
    private static final int MOST = 1000;

    /** Such keys are no secrets for a run, since their names may mean what is public; a record need not have them. */
    private static final Pattern KEY = Pattern.compile("(^|[_.-])(api|private)[_-]?keys?$", Pattern.CASE_INSENSITIVE);

    private MaskedValue() {}

    public static Value of(Value value) {
        return switch (value) {
            case TextValue text -> Value.of(cut(text.toString()));
            case ListValue list -> items(list);
            case MapValue map -> entries(map);
            case FloatValue number when !Double.isFinite(number.number()) -> Value.of(Double.toString(number.number()));
            case NullValue _, BoolValue _, IntValue _, FloatValue _ -> value;
            case UndefinedValue _, OmitValue _, ObjectValue _ -> NullValue.NULL;
        };
    }

    /** The value of a variable or an entry, whose name alone may tell that it is a secret. */
    public static Value named(String name, Value value) {
        boolean worded = value instanceof TextValue text && !text.text().isEmpty() || value instanceof IntValue;
        return worded && (SecretNames.isSecret(name) || isKey(name)) ? Value.of(MASK) : of(value);
    }

    private static boolean isKey(String name) {
        boolean maybe = name.regionMatches(true, name.length() - 3, "key", 0, 3)
                || name.regionMatches(true, name.length() - 4, "keys", 0, 4);
        return maybe && KEY.matcher(name).find();
    }

    private static Value items(ListValue list) {
        int count = list.items().size();
        var masked = new ArrayList<Value>();
        for (Value item : list.items().subList(0, Math.min(count, MOST))) {
            masked.add(of(item));
        }
        if (count > MOST) {
            masked.add(Value.of("... (" + (count - MOST) + " items more)"));
        }
        return new ListValue(masked);
    }

    private static Value entries(MapValue map) {
        var masked = new LinkedHashMap<String, Value>();
        map.entries().forEach((key, value) -> masked.put(key.toString(), named(key.toString(), value)));
        return MapValue.ofStrings(masked);
    }

    public static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "... (" + (text.length() - LONGEST) + " characters more)";
    }
}
