package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.http.HostHttp;
import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.FileFunctions;
import com.foobar.deploy.state.change.Needs;
import com.foobar.deploy.state.question.files.HostPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that may change something: at the server, or a file of the host. */
record UriCall(UriArgs args, HttpRequest request) implements HostChange.Direct {
    @Override
    public String describe() {
        return request.method() + " " + request.uri()
                + args.dest().map(dest -> " into " + dest).orElse("");
    }

    @Override
    public Touched touched() {
        return args.dest()
                .map(dest -> Touched.paths(dest))
                .orElseGet(() -> new Touched(java.util.Set.of(), java.util.Set.of()));
    }

    @Override
    public List<Need<?>> needs() {
        return args.dest()
                .map(dest -> Needs.placing(dest, args.owner(), args.group()))
                .orElse(List.of());
    }

    @Override
    public boolean mayFail() {
        return true;
    }

    @Override
    public StepResult perform(HostConnection connection, Become become) throws IOException {
        Instant start = Instant.now();
        HttpResponse response = new HostHttp(connection, become).send(request);
        if (args.dest().isPresent() && args.statusCode().contains(response.status())) {
            StepResult written = write(connection, become, response);
            if (!written.ok()) {
                response =
                        HttpResponse.failed(request.uri(), written.errorText().strip());
            }
        }
        String elapsed = String.valueOf(Duration.between(start, Instant.now()).toMillis());
        return new StepResult(0, encoded(response), elapsed.getBytes(StandardCharsets.US_ASCII), 0, 0);
    }

    /** In the place of the old file only when all of it is there. */
    private StepResult write(HostConnection connection, Become become, HttpResponse response) throws IOException {
        String name =
                request.uri().getPath() == null ? "" : request.uri().getPath().replaceFirst(".*/", "");
        ShellText script = FileFunctions.TEXT
                .and("set --")
                .and(HostPath.word(args.dest().orElseThrow()))
                .and("\nf=$1\nif [ -d \"$f\" ]; then f=${f%/}/")
                .glue(name.isEmpty() ? "index.html" : name)
                .and("; fi\ntarget \"$f\"\ndraft\ncat >&8 || exit 1\nb=644\n"
                        + "if [ -f \"$n\" ] && [ ! -L \"$n\" ]; then b=$(stat -c %a -- \"$n\") || exit 1; fi\n");
        if (args.owner().isPresent() || args.group().isPresent()) {
            String owner = args.owner().orElse("")
                    + args.group().map(group -> ":" + group).orElse("");
            script = script.and("own").arg(owner).and("\n");
        }
        script = script.and("mode \"$b\"\n");
        if (args.mode().isPresent()) {
            script = script.and("mode").arg(args.mode().get().text()).and("\n");
        }
        script = script.and("commit\n");
        return connection.stream(
                become, script, new ByteArrayInputStream(response.body()), OutputStream.nullOutputStream());
    }

    static byte[] encoded(HttpResponse response) {
        var bytes = new ByteArrayOutputStream();
        try (var output = new DataOutputStream(bytes)) {
            output.writeInt(response.status());
            write(output, response.reason().length() > 1000 ? response.reason().substring(0, 1000) : response.reason());
            write(output, response.uri().toString());
            output.writeBoolean(response.redirected());
            List<String[]> headers = new ArrayList<>();
            response.headers()
                    .forEach((name, values) -> values.forEach(value -> headers.add(new String[] {name, value})));
            output.writeInt(headers.size());
            for (String[] header : headers) {
                write(output, header[0]);
                write(output, header[1]);
            }
            output.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The server decides how long it is: writeUTF would take 65,535 bytes. */
    private static void write(DataOutputStream output, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private static String text(DataInputStream input) throws IOException {
        return new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8);
    }

    static HttpResponse decoded(StepResult outcome) {
        try (var input = new DataInputStream(new ByteArrayInputStream(outcome.out()))) {
            int status = input.readInt();
            String reason = text(input);
            URI uri = URI.create(text(input));
            boolean redirected = input.readBoolean();
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (int i = input.readInt(); i > 0; i--) {
                headers.computeIfAbsent(text(input), _ -> new ArrayList<>()).add(text(input));
            }
            return new HttpResponse(status, reason, headers, input.readAllBytes(), uri, redirected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
