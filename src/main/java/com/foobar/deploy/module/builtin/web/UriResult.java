package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.value.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes uri's result: status, url, headers in lower case with underscores, content, json. */
final class UriResult {
    private UriResult() {}

    static ModuleResult of(UriArgs args, HttpResponse response, Duration elapsed) {
        boolean desired = args.statusCode().contains(response.status());
        ModuleResult result = ModuleResult.EMPTY;
        for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
            result = result.with(header.getKey().replace('-', '_'), String.join(", ", header.getValue()));
        }
        result = result.with("status", response.status())
                .with("url", response.uri().toString())
                .with("redirected", response.redirected())
                .with("elapsed", elapsed.toSeconds())
                .with("msg", message(response))
                .with("changed", false);
        result = cookies(result, response);
        String content = text(response);
        if (args.returnContent() || !desired) {
            result = result.with("content", content);
        }
        if (response.header("content-type")
                .filter(type -> type.matches("(?i).*[/+]json.*"))
                .isPresent()) {
            result = withJson(result, content);
        }
        if (desired) {
            return result;
        }
        String codes = args.statusCode().toString();
        return result.failing("Status code was " + response.status() + " and not " + codes + ": " + message(response));
    }

    private static String message(HttpResponse response) {
        if (!response.answered()) {
            return "Request failed: " + response.reason();
        }
        if (response.status() >= 400) {
            return "HTTP Error " + response.status() + ": " + response.reason();
        }
        String length = response.header("content-length").orElse("unknown");
        return response.status() == 200 ? "OK (" + length + " bytes)" : response.reason();
    }

    private static ModuleResult cookies(ModuleResult result, HttpResponse response) {
        var cookies = new LinkedHashMap<String, Value>();
        var pairs = new ArrayList<String>();
        for (String cookie : response.headers().getOrDefault("set-cookie", List.of())) {
            String pair = cookie.replaceFirst(";.*", "").strip();
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.put(pair.substring(0, equals), Value.of(pair.substring(equals + 1)));
                pairs.add(pair);
            }
        }
        return result.with("cookies", Value.of(cookies)).with("cookies_string", String.join("; ", pairs));
    }

    private static String text(HttpResponse response) {
        Charset charset = StandardCharsets.UTF_8;
        Matcher named = Pattern.compile("(?i)charset=\"?([\\w.:-]+)")
                .matcher(response.header("content-type").orElse(""));
        if (named.find() && Charset.isSupported(named.group(1))) {
            charset = Charset.forName(named.group(1).toUpperCase(Locale.ROOT));
        }
        return new String(response.body(), charset);
    }

    private static ModuleResult withJson(ModuleResult result, String content) {
        try {
            return result.with("json", JsonReader.read(content));
        } catch (DeployException _) {
            return result;
        }
    }

    /** Out of what {@link UriCall} answered: lines of status, reason, url, headers, then the body. */
    static ModuleResult finished(UriArgs args, StepResult outcome) {
        HttpResponse response = UriCall.decoded(outcome);
        ModuleResult result = of(args, response, Duration.ofMillis(Long.parseLong(outcome.errorText())));
        return args.dest().isEmpty() || result.failure().isPresent()
                ? result
                : result.with("changed", true)
                        .with("path", args.dest().get())
                        .with("dest", args.dest().get());
    }
}
