package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that take addresses of the web apart. */
public final class UrlFilters {
    private static final Pattern URL = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?(\\[[^\\]]*\\]|[^:]*)(?::(\\d*))?");

    private UrlFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("urlsplit", UrlFilters::split);
        table.add("urldecode", call -> Value.of(decode(Arguments.of(call).subjectText())));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.failed("`urldecode` is given a string with a broken escape", e);
        }
    }

    private static Value split(Call call) {
        var arguments = Arguments.of(call, "query");
        Map<String, Value> parts = parts(arguments.subjectText());
        String wanted = arguments.text("query", "");
        if (wanted.isEmpty()) {
            return MapValue.ofStrings(parts);
        }
        Value part = parts.get(wanted);
        if (part == null) {
            throw Problem.failed(
                    "`urlsplit` has no part `" + wanted + "`; there are " + String.join(", ", parts.keySet()));
        }
        return part;
    }

    public static Map<String, Value> parts(String url) {
        Matcher whole = URL.matcher(url);
        if (!whole.matches()) {
            throw Problem.failed("`urlsplit` is given what is no address");
        }
        String authority = orEmpty(whole.group(2));
        Matcher inner = AUTHORITY.matcher(authority);
        boolean known = inner.matches();
        var parts = new LinkedHashMap<String, Value>();
        parts.put("fragment", Value.of(orEmpty(whole.group(5))));
        parts.put("hostname", known ? hostname(inner.group(3)) : NullValue.NULL);
        parts.put("netloc", Value.of(authority));
        parts.put("password", known ? orNull(inner.group(2)) : NullValue.NULL);
        parts.put("path", Value.of(whole.group(3)));
        parts.put("port", known ? port(inner.group(4)) : NullValue.NULL);
        parts.put("query", Value.of(orEmpty(whole.group(4))));
        parts.put("scheme", Value.of(orEmpty(whole.group(1)).toLowerCase(Locale.ROOT)));
        parts.put("username", known ? orNull(inner.group(1)) : NullValue.NULL);
        // The password of an address is one, whatever the address was.
        parts.computeIfPresent("password", (_, value) -> value instanceof TextValue text ? text.withSecret() : value);
        return parts;
    }

    private static Value hostname(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.isEmpty() ? NullValue.NULL : Value.of(bare.toLowerCase(Locale.ROOT));
    }

    private static Value port(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? NullValue.NULL : Value.of(Long.parseLong(digits));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Value orNull(@Nullable String text) {
        return text == null ? NullValue.NULL : Value.of(text);
    }
}
