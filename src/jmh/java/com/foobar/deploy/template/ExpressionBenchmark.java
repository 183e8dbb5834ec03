package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Conditions and arguments as roles have them: known from an earlier host, and seen for the first time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExpressionBenchmark {
    private static final String CONDITION = "port | int > 1024 and site in ['a', 'b', 'www'] and not (off | bool)";
    private static final Value ARGUMENT = TextValue.written(
            "/srv/{{ site }}/{{ names | map('upper') | select('match', '^W') | join('-') }}.conf",
            new Place("tasks.yml", 1, 1));

    private final Templates templates = new Templates(VaultReader.NONE, Map.of());
    private final Map<String, Value> variables = new HashMap<>();
    private com.foobar.deploy.template.Scope scope = scope();
    private int number;

    @Setup
    public void define() {
        variables.put("port", Value.of("8080"));
        variables.put("site", Value.of("www"));
        variables.put("off", Value.of("no"));
        variables.put("names", ListValue.of(Value.of("web-01"), Value.of("web-02"), Value.of("lb-01")));
        scope = scope();
    }

    private com.foobar.deploy.template.Scope scope() {
        return com.foobar.deploy.template.Scope.of(variables, FileSearch.NOWHERE);
    }

    @Benchmark
    public boolean condition() {
        return templates.test(Value.of(CONDITION), scope);
    }

    @Benchmark
    public Value argument() {
        return templates.render(ARGUMENT, scope);
    }

    /** Never the same text twice: what compiling it costs is in it. */
    @Benchmark
    public boolean conditionSeenFirst() {
        number++;
        return templates.test(Value.of(CONDITION + " and " + number + " > 0"), scope);
    }
}
