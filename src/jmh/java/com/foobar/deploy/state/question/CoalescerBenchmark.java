package com.foobar.deploy.state.question;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.TestShell;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A hundred questions about files: as one script, and their answers out of what it printed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CoalescerBenchmark {
    private final FileKind kind = FileKind.INSTANCE;
    private final List<FileQuestion> questions = Stream.iterate(0, number -> number + 1)
            .limit(50)
            .flatMap(number ->
                    Stream.of(FileQuestion.hash("/etc/passwd." + number), FileQuestion.attributes("/usr/" + number)))
            .toList();
    private StepResult answer = StepResult.of(0, "", "");

    @Setup
    public void ask() {
        answer = TestShell.BASH.run(kind.script(questions));
    }

    @Benchmark
    public ShellText script() {
        return kind.script(questions);
    }

    @Benchmark
    public Map<FileQuestion, FileState> parse() {
        return kind.parse(questions, answer);
    }
}
