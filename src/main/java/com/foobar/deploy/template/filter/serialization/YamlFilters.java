package com.foobar.deploy.template.filter.serialization;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.format.YamlWriter;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Filters that write and read YAML. */
public final class YamlFilters {
    /** A line with this mark begins a document wherever it stands. */
    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---(?=\\s|$)");

    private YamlFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("to_yaml", call -> write(call, 2, Optional.empty()));
        table.add("to_nice_yaml", call -> write(call, 4, Optional.of(false)));
        table.add("from_yaml", YamlFilters::read);
        table.add("from_yaml_all", YamlFilters::readAll);
    }

    private static Value write(Call call, int indent, Optional<Boolean> flow) {
        var arguments = Arguments.of(
                call,
                "indent",
                "width",
                "sort_keys",
                "default_flow_style",
                "explicit_start",
                "explicit_end",
                "allow_unicode");
        int wanted = arguments.number("indent", indent);
        var style = new YamlWriter.Style(
                wanted > 1 && wanted < 10 ? wanted : 2,
                arguments.number("width", 80),
                arguments.flag("sort_keys", true),
                arguments.find("default_flow_style").map(PythonValues::truth).or(() -> flow),
                arguments.flag("explicit_start", false),
                arguments.flag("explicit_end", false));
        return Value.of(YamlWriter.write(arguments.subject(), style));
    }

    private static Value read(Call call) {
        Value subject = Arguments.of(call).subject();
        return subject instanceof TextValue text ? parse(call, text.text()) : subject;
    }

    private static Value readAll(Call call) {
        Value subject = Arguments.of(call).subject();
        if (!(subject instanceof TextValue text)) {
            return subject;
        }
        var documents = new ArrayList<Value>();
        String[] parts = DOCUMENT.split(text.text(), -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0 || !withoutComments(parts[i]).isBlank()) {
                documents.add(parse(call, parts[i]));
            }
        }
        return new ListValue(documents);
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^\\s*#.*$|^%.*$", "");
    }

    private static Value parse(Call call, String text) {
        return new YamlFile(call.context().vault())
                .parse(text, "<" + call.name() + ">")
                .map(YamlNode::toValue)
                .orElse(NullValue.NULL)
                .asData();
    }
}
