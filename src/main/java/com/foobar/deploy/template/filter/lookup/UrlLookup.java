package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.text.TextFilters;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The lookup {@code url}: what an address of the web answers, asked from the controller. */
public final class UrlLookup {
    private UrlLookup() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("url", UrlLookup::find);
    }

    private static List<Value> find(Call call) {
        var options = Arguments.ofNamed(
                call,
                "validate_certs",
                "split_lines",
                "username",
                "password",
                "headers",
                "timeout",
                "follow_redirects",
                "http_agent",
                "force_basic_auth",
                "force",
                "use_proxy");
        boolean split = options.flag("split_lines", true);
        var found = new ArrayList<Value>();
        try (HttpClient client = client(options)) {
            for (String url : Terms.texts(call)) {
                String body = body(client, url, options);
                if (split) {
                    TextFilters.lines(body).forEach(line -> found.add(Value.of(line)));
                } else {
                    found.add(Value.of(body));
                }
            }
        }
        return found;
    }

    private static HttpClient client(Arguments options) {
        boolean follow = !List.of("no", "none").contains(options.text("follow_redirects", "urllib2"))
                && options.find("follow_redirects")
                        .map(value -> !value.equals(Value.of(false)))
                        .orElse(true);
        var builder = HttpClient.newBuilder()
                .connectTimeout(timeout(options))
                .followRedirects(follow ? Redirect.NORMAL : Redirect.NEVER);
        if (!options.flag("validate_certs", true)) {
            builder.sslContext(trustingContext());
        }
        return builder.build();
    }

    private static Duration timeout(Arguments options) {
        return Duration.ofSeconds(Math.max(1, options.number("timeout", 10)));
    }

    private static String body(HttpClient client, String url, Arguments options) {
        try {
            HttpResponse<String> response =
                    client.send(request(url, options), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 400) {
                throw Problem.failed("`" + withoutUser(url) + "` answers with status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw Problem.failed("`" + withoutUser(url) + "` cannot be read: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("reading `" + withoutUser(url) + "` was interrupted", e);
        }
    }

    private static HttpRequest request(String url, Arguments options) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout(options));
            request.header("User-Agent", options.text("http_agent", "foobar-deploy"));
            options.find("username").ifPresent(user -> {
                String pair = PythonText.str(user) + ":" + options.text("password", "");
                String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                request.header("Authorization", "Basic " + encoded);
            });
            if (options.find("headers").orElse(MapValue.EMPTY) instanceof MapValue headers) {
                headers.entries().forEach((name, value) -> request.header(PythonText.str(name), PythonText.str(value)));
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw Problem.failed("`" + withoutUser(url) + "` is no address that can be read", e);
        }
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("://[^/@]*@", "://");
    }

    /** For {@code validate_certs=false}: the user says that this address needs no proof of who answers. */
    private static SSLContext trustingContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw Problem.failed("this Java runtime has no TLS", e);
        }
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
