package com.foobar.deploy.template.filter.serialization;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.template.filter.format.PrettyPrinter;
import com.foobar.deploy.template.filter.jmespath.JsonQuery;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** Filters that write, read and search JSON. */
public final class SerializationFilters {
    private SerializationFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("to_json", SerializationFilters::toJson);
        table.add("to_nice_json", SerializationFilters::toNiceJson);
        table.add("tojson", SerializationFilters::toHtmlJson);
        table.add("from_json", call -> JsonReader.read(Arguments.of(call).subjectText()));
        table.add("json_query", call -> JsonQuery.find(call));
        table.add(
                "pprint",
                call -> Value.of(PrettyPrinter.print(Arguments.of(call).subject())));
    }

    private static Value toJson(Call call) {
        var arguments = Arguments.of(call, "indent", "sort_keys", "ensure_ascii", "separators");
        return Value.of(JsonWriter.write(arguments.subject(), style(arguments, Optional.empty(), false)));
    }

    private static Value toNiceJson(Call call) {
        var arguments = Arguments.of(call, "indent", "sort_keys", "ensure_ascii", "separators");
        return Value.of(JsonWriter.write(arguments.subject(), style(arguments, Optional.of("    "), true)));
    }

    private static JsonWriter.Style style(Arguments arguments, Optional<String> indent, boolean sortKeys) {
        Optional<String> step = arguments.has("indent") ? indent(arguments) : indent;
        var style = new JsonWriter.Style(
                step,
                arguments.flag("sort_keys", sortKeys),
                arguments.flag("ensure_ascii", true),
                step.isPresent() ? "," : ", ",
                ": ");
        return arguments
                .find("separators")
                .map(given -> separated(style, given))
                .orElse(style);
    }

    private static Optional<String> indent(Arguments arguments) {
        return arguments
                .find("indent")
                .map(value ->
                        value instanceof IntValue ? " ".repeat(arguments.number("indent")) : PythonText.str(value));
    }

    private static JsonWriter.Style separated(JsonWriter.Style style, Value given) {
        if (given instanceof ListValue(List<Value> both) && both.size() == 2) {
            return style.withSeparators(PythonText.str(both.getFirst()), PythonText.str(both.getLast()));
        }
        throw Problem.type("`separators` expects two strings");
    }

    private static Value toHtmlJson(Call call) {
        var arguments = Arguments.of(call, "indent");
        var style = arguments.find("indent").isPresent()
                ? JsonWriter.Style.indented(arguments.number("indent"), true)
                : JsonWriter.Style.line(true);
        return Value.of(JsonWriter.write(arguments.subject(), style)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027"));
    }
}
