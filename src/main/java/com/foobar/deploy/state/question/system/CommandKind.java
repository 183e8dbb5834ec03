package com.foobar.deploy.state.question.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.QuestionKind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all commands one after the other in one step. Their outputs are told apart by a nonce that is new for each step,
 * so that no command's output can pass for the end of another's.
 */
final class CommandKind implements QuestionKind.Scripted<CommandQuestion, StepResult> {
    static final CommandKind INSTANCE = new CommandKind();

    private static final SecureRandom RANDOM = new SecureRandom();

    private CommandKind() {}

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public ShellText script(List<CommandQuestion> questions) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        ShellText script =
                ShellText.lit("m=").glue(HexFormat.of().formatHex(nonce)).and("\nprintf '%s\\n' \"$m\"\n");
        for (CommandQuestion question : questions) {
            script = script.and("(\n")
                    .and(question.script())
                    .and("\n) </dev/null\nprintf '\\n%s %s\\n' \"$m\" \"$?\"\nprintf '\\n%s\\n' \"$m\" >&2\n");
        }
        return script;
    }

    @Override
    public Map<CommandQuestion, StepResult> parse(List<CommandQuestion> questions, StepResult result) {
        String out = new String(result.out(), StandardCharsets.ISO_8859_1);
        String err = new String(result.err(), StandardCharsets.ISO_8859_1);
        int start = out.indexOf('\n') + 1;
        String nonce = out.substring(0, Math.max(0, start - 1));
        if (!nonce.matches("[0-9a-f]{32}")) {
            throw notUnderstood("the output does not start with the nonce");
        }
        List<String> outputs = frames(out.substring(start), "\n" + nonce + " ");
        List<String> errors = frames(err, "\n" + nonce + "\n");
        if (outputs.size() != questions.size() + 1 || errors.size() != questions.size() + 1) {
            throw notUnderstood("the answers of " + questions.size() + " commands are not complete");
        }
        var answers = new LinkedHashMap<CommandQuestion, StepResult>();
        String rest = outputs.getFirst();
        for (int i = 0; i < questions.size(); i++) {
            String next = outputs.get(i + 1);
            int end = next.indexOf('\n');
            if (end < 0) {
                throw notUnderstood("the last answer is cut off");
            }
            int rc = Integer.parseInt(next.substring(0, end));
            answers.put(questions.get(i), new StepResult(rc, bytes(rest), bytes(errors.get(i)), 0, 0));
            rest = next.substring(end + 1);
        }
        return answers;
    }

    private static List<String> frames(String text, String mark) {
        var frames = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
            frames.add(text.substring(from, at));
            from = at + mark.length();
        }
        frames.add(text.substring(from));
        return frames;
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static RuntimeException notUnderstood(String why) {
        return Diagnostic.of(ErrorCode.OUTPUT_NOT_UNDERSTOOD, "the answers of commands are not understood: " + why)
                .toException();
    }
}
