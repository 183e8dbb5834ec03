package com.foobar.deploy.state.question.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.question.TargetShell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandKindTest {
    private static final CommandQuestion NOISE = new CommandQuestion(ShellText.lit("printf 'a\\0\\377\\n\\n'"));
    private static final CommandQuestion FAILURE = new CommandQuestion(ShellText.lit("echo no >&2; cd /; exit 7"));
    private static final CommandQuestion SYNTAX =
            new CommandQuestion(ShellText.lit("eval").arg("if ("));
    private static final CommandQuestion INPUT = new CommandQuestion(ShellText.lit("cat; pwd >/dev/null"));

    private static StepResult answer(Map<CommandQuestion, StepResult> answers, CommandQuestion question) {
        return Objects.requireNonNull(answers.get(question));
    }

    @ParameterizedTest
    @EnumSource
    void eachCommandKeepsItsOwnOutput(TargetShell shell) {
        List<CommandQuestion> questions = List.of(NOISE, FAILURE, SYNTAX, INPUT);
        Map<CommandQuestion, StepResult> answers =
                CommandKind.INSTANCE.parse(questions, shell.run(CommandKind.INSTANCE.script(questions)));
        assertThat(answer(answers, NOISE).out()).containsExactly('a', 0, 255, '\n', '\n');
        assertThat(answer(answers, NOISE).err()).isEmpty();
        assertThat(answer(answers, FAILURE).rc()).isEqualTo(7);
        assertThat(answer(answers, FAILURE).errorText()).isEqualTo("no\n");
        assertThat(answer(answers, SYNTAX).rc()).isNotZero();
        assertThat(answer(answers, INPUT).ok()).isTrue();
        assertThat(answer(answers, INPUT).out()).isEmpty();
    }

    @Test
    void anIncompleteAnswerIsRefused() {
        assertThatThrownBy(() -> CommandKind.INSTANCE.parse(List.of(NOISE), StepResult.of(1, "x\n", "")))
                .hasMessageContaining("commands");
        String nonce = "0123456789abcdef0123456789abcdef";
        assertThatThrownBy(() ->
                        CommandKind.INSTANCE.parse(List.of(NOISE), StepResult.of(1, nonce + "\na\n" + nonce + " ", "")))
                .hasMessageContaining("not complete");
    }
}
