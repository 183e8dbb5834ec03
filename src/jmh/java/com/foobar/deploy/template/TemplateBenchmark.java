package com.foobar.deploy.template;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A configuration file with a loop over twenty back ends, in both template languages. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TemplateBenchmark {
    private final Templates templates = new Templates(VaultReader.NONE, Map.of());
    private final Map<String, Value> variables = new HashMap<>();
    private Path jinja = Path.of("");
    private Path mustache = Path.of("");

    @Setup
    public void write() throws IOException {
        jinja = Files.createTempFile("benchmark", ".j2");
        mustache = Files.createTempFile("benchmark", ".mustache");
        Files.writeString(jinja, """
                # {{ site }}
                {% for backend in backends %}
                server {{ backend.name }} {{ backend.address }}:{{ port | int + loop.index }}{% if not loop.last %} check{% endif %}
                {% endfor %}
                """);
        Files.writeString(mustache, """
                # {{site}}
                {{#backends}}
                server {{name}} {{address}}:{{port}} check
                {{/backends}}
                """);
        variables.put("site", Value.of("www.foobar.com"));
        variables.put("port", Value.of(8000));
        variables.put(
                "backends",
                new ListValue(IntStream.range(0, 20)
                        .mapToObj(TemplateBenchmark::backend)
                        .toList()));
    }

    private static Value backend(int number) {
        return MapValue.ofStrings(Map.of("name", Value.of("web-" + number), "address", Value.of("10.0.0." + number)));
    }

    @Benchmark
    public TextValue jinja() {
        return templates.renderFile(jinja, scope());
    }

    @Benchmark
    public TextValue mustache() {
        return templates.renderFile(mustache, scope());
    }

    private com.foobar.deploy.template.Scope scope() {
        return com.foobar.deploy.template.Scope.of(variables, FileSearch.NOWHERE);
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(jinja);
        Files.delete(mustache);
    }
}
