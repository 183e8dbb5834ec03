package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Filters that make, change and read mappings. */
public final class DictFilters {
    private DictFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("items", DictFilters::items);
        table.add("dict2items", DictFilters::dictToItems);
        table.add("items2dict", DictFilters::itemsToDict);
        table.add("combine", DictFilters::combine);
        table.add("extract", DictFilters::extract);
        table.add("subelements", DictFilters::subelements);
        table.add("rekey_on_member", DictFilters::rekeyOnMember);
    }

    static List<Value> pairs(MapValue map) {
        var pairs = new ArrayList<Value>();
        map.entries().forEach((key, value) -> pairs.add(TupleItems.of(key, value)));
        return pairs;
    }

    private static Value items(Call call) {
        return call.subject() instanceof UndefinedValue
                ? ListValue.EMPTY
                : new ListValue(pairs(Arguments.of(call).subjectMap()));
    }

    private static Value dictToItems(Call call) {
        var arguments = Arguments.of(call, "key_name", "value_name");
        String keyName = arguments.text("key_name", "key");
        String valueName = arguments.text("value_name", "value");
        return new ListValue(itemsOf(arguments.subjectMap(), keyName, valueName));
    }

    public static List<Value> itemsOf(MapValue map, String keyName, String valueName) {
        var items = new ArrayList<Value>();
        map.entries().forEach((key, value) -> {
            var item = new LinkedHashMap<String, Value>();
            item.put(keyName, key);
            item.put(valueName, value);
            items.add(MapValue.ofStrings(item));
        });
        return items;
    }

    private static Value itemsToDict(Call call) {
        var arguments = Arguments.of(call, "key_name", "value_name");
        if (!(arguments.subject() instanceof ListValue list)) {
            throw Problem.type(
                    "`items2dict` expects a list, not a value of type " + PythonValues.typeName(arguments.subject()));
        }
        var entries = new LinkedHashMap<Value, Value>();
        for (Value item : list.items()) {
            Value key = member(item, arguments.text("key_name", "key"));
            PythonValues.put(entries, key, member(item, arguments.text("value_name", "value")));
        }
        return new MapValue(entries);
    }

    private static Value member(Value item, String name) {
        Value found = item instanceof MapValue map ? map.get(name) : null;
        if (found == null) {
            throw Problem.failed("`items2dict` expects mappings with a key `" + name + "`, not "
                    + PythonText.repr(maskSecrets(item)) + "; see its arguments key_name and value_name");
        }
        return found;
    }

    /** What a message may show of a value. */
    static Value maskSecrets(Value value) {
        return value.holdsSecret() ? Value.of("[secret]") : value;
    }

    private static Value combine(Call call) {
        List<Value> given = call.positional().stream()
                .flatMap(value -> value instanceof ListValue list ? list.items().stream() : Stream.of(value))
                .toList();
        var named = Arguments.ofNamed(call, "recursive", "list_merge");
        var merge = MapMerge.of(named.flag("recursive", false), named.text("list_merge", "replace"));
        MapValue result = MapValue.EMPTY;
        for (Value value : given) {
            result = merge.merge(result, asMap(value));
        }
        return result;
    }

    private static MapValue asMap(Value value) {
        return switch (value) {
            case MapValue map -> map;
            case UndefinedValue undefined -> throw PythonValues.undefined(undefined);
            default ->
                throw Problem.type("`combine` expects mappings, not a value of type " + PythonValues.typeName(value));
        };
    }

    private static Value extract(Call call) {
        var arguments = Arguments.of(call, "container", "morekeys");
        var keys = new ArrayList<Value>(List.of(arguments.subject()));
        arguments.find("morekeys").ifPresent(more -> {
            if (more instanceof ListValue list) {
                keys.addAll(list.items());
            } else {
                keys.add(more);
            }
        });
        return new AttributePath(keys).in(arguments.require("container"));
    }

    private static Value subelements(Call call) {
        var arguments = Arguments.of(call, "subelements", "skip_missing");
        return new ListValue(Subelements.of(
                arguments.subject(), arguments.require("subelements"), arguments.flag("skip_missing", false)));
    }

    private static Value rekeyOnMember(Call call) {
        var arguments = Arguments.of(call, "key", "duplicates");
        boolean overwrite = arguments.text("duplicates", "error").equals("overwrite");
        var entries = new LinkedHashMap<Value, Value>();
        for (Value item : ListFilters.elements(arguments.subject())) {
            Value key = AttributePath.step(item, arguments.require("key"));
            if (key instanceof UndefinedValue) {
                throw Problem.failed("`rekey_on_member` finds no key `" + arguments.text("key") + "` in an item");
            }
            if (!overwrite && PythonValues.get(new MapValue(entries), key) != null) {
                throw Problem.failed("`rekey_on_member` finds " + PythonText.repr(maskSecrets(key)) + " twice");
            }
            PythonValues.put(entries, key, item);
        }
        return new MapValue(entries);
    }
}
