package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionFixtureTest {
    /** Removes a file. */
    private static final class Probe implements Module<Probe.Args> {
        record Args(@Arg("the file") String path) {}

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public String summary() {
            return "Removes a file.";
        }

        @Override
        public Class<Args> arguments() {
            return Args.class;
        }

        @Override
        public Decision decide(Args args, Answers answers, TaskContext context) {
            FileQuestion question = FileQuestion.attributes(args.path());
            if (!answers.to(question).exists()) {
                return new Decision.Unchanged(args.path() + " is absent", ModuleResult.EMPTY);
            }
            var change = ScriptChange.of(
                            "remove " + args.path(), ShellText.lit("rm").arg(args.path()), Touched.paths(args.path()))
                    .expecting(question, FileState.MISSING);
            return Decision.Change.of(List.of(change), ModuleResult.EMPTY.with("path", args.path()))
                    .finishing(outcomes -> ModuleResult.EMPTY.withOutput(outcomes.getFirst()));
        }
    }

    private static void run(String yaml) {
        var value = new YamlFile(VaultReader.NONE)
                .parse(yaml, "probe.yaml")
                .orElseThrow()
                .toValue();
        new DecisionFixture(new Probe(), (MapValue) value, Path.of("probe")).run();
    }

    private static final String REMOVAL = """
        args: {path: /tmp/a b}
        answers:
          - FileQuestion.attributes: /tmp/a b
            is: {type: FILE, mode: 0644}
        changes:
          - describe: remove /tmp/a b
            script: rm '/tmp/a b'
            touches: [/tmp/a b]
            predicts:
              - FileQuestion: {path: /tmp/a b, follow: false, detail: ATTRIBUTES}
                is: MISSING
        result: {path: /tmp/a b}
        outcomes: [{rc: 0, out: gone}]
        finished: {rc: 0, stdout: gone, stdout_lines: [gone]}
        """;

    @Test
    void acceptsWhatHolds() {
        assertThatCode(() -> run(REMOVAL)).doesNotThrowAnyException();
        assertThatCode(() -> run("""
            args: {path: /tmp/a}
            answers: [{FileQuestion.attributes: /tmp/a, is: missing}]
            unchanged: /tmp/a is absent
            """)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatDoesNot() {
        for (String wrong : List.of(
                REMOVAL.replace("script: rm", "script: rm -f"),
                REMOVAL.replace("is: MISSING", "is: {type: FILE}"),
                REMOVAL.replace("result: {path: /tmp/a b}", "result: {path: /tmp/c}"),
                REMOVAL.replace("stdout: gone", "stdout: here"),
                REMOVAL.replace("touches: [/tmp/a b]", "touches: []"),
                REMOVAL.replace("changes:", "unheard_of:"))) {
            assertThatThrownBy(() -> run(wrong)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void namesTheQuestionThatHasNoAnswer() {
        assertThatThrownBy(() -> run("""
            args: {path: /tmp/a}
            answers: [{FileQuestion.hash: /tmp/a, is: missing}]
            unchanged: /tmp/a is absent
            """))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FileQuestion[path=/tmp/a, follow=false, detail=ATTRIBUTES]");
    }

    @Test
    void takesABadArgumentForAFailure() {
        assertThatCode(() -> run("{args: {paht: /tmp/a}, failed: has no argument `paht`}"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> run("{args: {paht: /tmp/a}, unchanged: fine}")).isInstanceOf(AssertionError.class);
    }
}
