package com.foobar.deploy.value.yaml;

import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A file of fifty tasks, with the place of every node kept, and a file of variables down to their values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class YamlBenchmark {
    private static final String TASKS =
            IntStream.range(0, 50).mapToObj("""
                    - name: Settings %1$d
                      template: { src: settings.j2, dest: "/etc/foobar/%1$d", mode: "0644" }
                      when: enabled and number > %1$d
                      notify: [reload, say so]
                    """::formatted).collect(Collectors.joining());
    private static final String VARIABLES = IntStream.range(0, 50)
            .mapToObj(
                    "name_%1$d: { port: %1$d, address: 10.0.0.%1$d, names: [a, b, 'c'], on: yes, ratio: 1.5 }\n"
                            ::formatted)
            .collect(Collectors.joining());

    private final YamlFile yaml = new YamlFile(VaultReader.NONE);

    @Benchmark
    public Optional<YamlNode> tasks() {
        return yaml.parse(TASKS, "tasks.yml");
    }

    @Benchmark
    public Optional<Value> variables() {
        return yaml.parse(VARIABLES, "vars.yml").map(YamlNode::toValue);
    }
}
