package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Computes checksums, one program each: they are rarely asked for. */
final class ChecksumKind implements QuestionKind.Scripted<ChecksumQuestion, Optional<String>> {
    static final ChecksumKind INSTANCE = new ChecksumKind();

    private static final ShellText FUNCTION = ShellText.lit("""
        sum() {
          if [ -f "$4" ] && [ -r "$4" ] && { [ "$3" = follow ] || [ ! -L "$4" ]; }; then
            h=$("$2" <"$4") && echo "$1 ${h%% *}"
          fi
        }
        """);

    private ChecksumKind() {}

    @Override
    public String name() {
        return "checksums";
    }

    @Override
    public ShellText script(List<ChecksumQuestion> questions) {
        ShellText script = FUNCTION;
        for (int i = 0; i < questions.size(); i++) {
            ChecksumQuestion question = questions.get(i);
            script = script.and("sum")
                    .arg(i)
                    .arg(question.algorithm().name().toLowerCase(Locale.ROOT) + "sum")
                    .arg(question.follow() ? "follow" : "link")
                    .and(HostPath.word(question.path()))
                    .and("\n");
        }
        return script.and("echo end\n");
    }

    @Override
    public Map<ChecksumQuestion, Optional<String>> parse(List<ChecksumQuestion> questions, StepResult result) {
        var bytes = new AnswerBytes(name(), result);
        var sums = new HashMap<ChecksumQuestion, Optional<String>>();
        questions.forEach(question -> sums.put(question, Optional.empty()));
        for (String line = bytes.line(); !line.equals("end"); line = bytes.line()) {
            int blank = Math.max(line.indexOf(' '), 0);
            ChecksumQuestion question = questions.get(bytes.index(line.substring(0, blank), questions.size()));
            String sum = line.substring(blank + 1);
            if (!sum.matches("[0-9a-f]{" + question.algorithm().digits() + "}")) {
                throw bytes.error("`" + line + "`");
            }
            sums.put(question, Optional.of(sum));
        }
        return sums;
    }
}
