package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.commands.CommandTask;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the request out of uri's arguments. */
final class UriRequest {
    private UriRequest() {}

    static HttpRequest of(UriArgs args, TaskContext context) {
        URI uri = address(args.url());
        var headers = new LinkedHashMap<String, String>();
        headers.put("User-Agent", args.httpAgent());
        args.headers()
                .ifPresent(given -> given.strings().forEach((name, value) -> {
                    headers.keySet().removeIf(name::equalsIgnoreCase);
                    headers.put(name, CommandTask.text(value).text());
                }));
        Optional<byte[]> body = body(args, context);
        if (body.isPresent() && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            switch (args.bodyFormat()) {
                case JSON -> headers.put("Content-Type", "application/json");
                case FORM_URLENCODED -> headers.put("Content-Type", "application/x-www-form-urlencoded");
                case RAW -> {}
            }
        }
        credentials(args, uri).ifPresent(value -> headers.put("Authorization", value));
        try {
            return new HttpRequest(
                    args.method().toUpperCase(Locale.ROOT),
                    withoutCredentials(uri),
                    headers,
                    body.map(HttpRequest.Body::new),
                    Duration.ofSeconds(Math.max(1, args.timeout())),
                    redirects(args),
                    args.validateCerts());
        } catch (IllegalArgumentException e) {
            throw ArgumentProblem.of(String.valueOf(e.getMessage()));
        }
    }

    private static URI address(String url) {
        try {
            return new URI(url.strip().replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw ArgumentProblem.of("`" + url + "` is not an address: " + e.getReason());
        }
    }

    private static URI withoutCredentials(URI uri) {
        return uri.getRawUserInfo() == null ? uri : address(uri.toString().replaceFirst("//[^@/]*@", "//"));
    }

    private static Optional<String> credentials(UriArgs args, URI uri) {
        Optional<String> pair = args.urlUsername()
                .map(user -> user + ":" + args.urlPassword().map(Secret::reveal).orElse(""))
                .or(() -> Optional.ofNullable(uri.getUserInfo()));
        return pair.map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpRequest.Redirects redirects(UriArgs args) {
        return switch (args.followRedirects()) {
            case ALL, YES, TRUE -> HttpRequest.Redirects.ALL;
            case SAFE, URLLIB2 -> HttpRequest.Redirects.SAFE;
            case NONE, NO, FALSE -> HttpRequest.Redirects.NONE;
        };
    }

    private static Optional<byte[]> body(UriArgs args, TaskContext context) {
        if (args.src().isPresent()) {
            try {
                return Optional.of(
                        Files.readAllBytes(context.source("files", args.src().get())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return args.body().map(body -> encoded(args, body).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(UriArgs args, Value body) {
        boolean text = body instanceof TextValue;
        return switch (args.bodyFormat()) {
            case RAW ->
                body instanceof MapValue || body instanceof ListValue
                        ? json(body)
                        : CommandTask.text(body).text();
            case JSON -> text ? CommandTask.text(body).text() : json(body);
            case FORM_URLENCODED -> text ? CommandTask.text(body).text() : form(body);
        };
    }

    private static String json(Value value) {
        return JsonWriter.write(value, JsonWriter.Style.line(false));
    }

    /** A mapping, or a list of pairs; a list as a value gives its name several times. */
    private static String form(Value body) {
        var pairs = new ArrayList<Map.Entry<Value, Value>>();
        switch (body) {
            case MapValue map -> pairs.addAll(map.entries().entrySet());
            case ListValue list ->
                list.items().forEach(item -> {
                    if (!(item instanceof ListValue(List<Value> pair)) || pair.size() != 2) {
                        throw ArgumentProblem.of("`body` is to be a mapping or a list of pairs");
                    }
                    pairs.add(Map.entry(pair.get(0), pair.get(1)));
                });
            case Value _ -> throw ArgumentProblem.of("`body` is to be a mapping or a list of pairs");
        }
        var parts = new ArrayList<String>();
        for (Map.Entry<Value, Value> pair : pairs) {
            List<Value> values = pair.getValue() instanceof ListValue list ? list.items() : List.of(pair.getValue());
            values.forEach(value -> parts.add(quoted(pair.getKey()) + "=" + quoted(value)));
        }
        return String.join("&", parts);
    }

    private static String quoted(Value value) {
        return URLEncoder.encode(CommandTask.text(value).text(), StandardCharsets.UTF_8);
    }
}
