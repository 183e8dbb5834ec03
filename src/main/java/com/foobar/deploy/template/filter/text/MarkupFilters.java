package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Filters for HTML, XML and addresses. Nothing escapes by itself, so there is no text that is marked as safe. */
public final class MarkupFilters {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<.*?>", Pattern.DOTALL);
    private static final Pattern NOT_A_NAME = Pattern.compile("[\\s/>=]");
    private static final String UNRESERVED = "-._~";

    private MarkupFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("escape", MarkupFilters::escape, "e", "forceescape");
        table.add("safe", call -> Value.of(Arguments.of(call).subjectText()));
        table.add("striptags", MarkupFilters::striptags);
        table.add("xmlattr", MarkupFilters::xmlattr);
        table.add("urlize", UrlLinks::urlize);
        table.add("urlencode", MarkupFilters::urlencode);
    }

    private static Value escape(Call call) {
        return Value.of(escape(Arguments.of(call).subjectText()));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static Value striptags(Call call) {
        String text = Arguments.of(call).subjectText();
        String bare = TAG.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
        return Value.of(unescape(bare.strip().replaceAll("\\s+", " ")));
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&nbsp;", "\u00a0")
                .replace("&amp;", "&");
    }

    private static Value xmlattr(Call call) {
        var arguments = Arguments.of(call, "autospace");
        String attributes = arguments.subjectMap().entries().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof NullValue || entry.getValue() instanceof UndefinedValue))
                .map(entry -> attribute(PythonText.str(entry.getKey()), PythonText.str(entry.getValue())))
                .collect(Collectors.joining(" "));
        boolean space = arguments.flag("autospace", true) && !attributes.isEmpty();
        return Value.of((space ? " " : "") + attributes);
    }

    private static String attribute(String name, String value) {
        if (NOT_A_NAME.matcher(name).find()) {
            throw Problem.failed("`" + name + "` is no name of an attribute");
        }
        return escape(name) + "=\"" + escape(value) + "\"";
    }

    private static Value urlencode(Call call) {
        Value subject = Arguments.of(call).subject();
        return Value.of(
                switch (subject) {
                    case TextValue text -> percent(text.text(), "/");
                    case MapValue map ->
                        map.entries().entrySet().stream()
                                .map(entry -> parameter(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining("&"));
                    case com.foobar.deploy.value.ListValue list ->
                        list.items().stream().map(MarkupFilters::parameter).collect(Collectors.joining("&"));
                    default -> percent(PythonText.str(subject), "/");
                });
    }

    private static String parameter(Value pair) {
        List<Value> both = PythonValues.iterate(pair);
        if (both.size() != 2) {
            throw Problem.type("`urlencode` expects pairs of a name and a value");
        }
        return parameter(both.getFirst(), both.getLast());
    }

    private static String parameter(Value name, Value value) {
        return plus(PythonText.str(name)) + "=" + plus(PythonText.str(value));
    }

    private static String plus(String text) {
        return percent(text, "").replace("%20", "+");
    }

    private static String percent(String text, String safe) {
        var out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (letter || UNRESERVED.indexOf(c) >= 0 || safe.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
