package com.foobar.deploy.state.question.network;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether something about a file or the host's connections comes true within a time; the host's shell does the waiting.
 * Asked by a task in its turn only.
 *
 * @param test what must come true
 */
public record PathQuestion(Test test, Wait patience) implements Question<WaitAnswer> {
    /** What is waited for. */
    public sealed interface Test {}

    public record Present(String path) implements Test {}

    public record Absent(String path) implements Test {}

    /** A line of the file fits an extended regular expression. */
    public record Contains(String path, String pattern) implements Test {}

    /** No connection to this local port is left in any of the states (as /proc/net/tcp numbers them, "01" ...). */
    public record Drained(int port, List<String> states) implements Test {}

    /**
     * How long and how often.
     *
     * @param timeout zero: look once
     * @param delay before the first look
     * @param sleep between looks
     */
    public record Wait(Duration timeout, Duration delay, Duration sleep) {
        public static final Wait ONCE = new Wait(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
    }

    @Override
    public QuestionKind<?, WaitAnswer> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public boolean readAhead() {
        return false;
    }

    /** PORT, so that every change makes it stale. */
    @Override
    public Topic topic() {
        return Topic.PORT;
    }

    private static final class Kind implements QuestionKind.Scripted<PathQuestion, WaitAnswer> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "waits";
        }

        @Override
        public ShellText script(List<PathQuestion> questions) {
            ShellText script = ShellText.EMPTY;
            for (PathQuestion question : questions) {
                script = script.and("t() {\n")
                        .and(condition(question.test()))
                        .and("\n}\nsleep")
                        .arg(question.patience().delay().toSeconds())
                        .and("\ns=$(date +%s)\nwhile :; do\nif t; then r=yes; else r=no; fi\n"
                                + "e=$(($(date +%s) - s))\nif [ \"$r\" = yes ] || [ \"$e\" -ge")
                        .arg(question.patience().timeout().toSeconds())
                        .and(" ]; then break; fi\nsleep")
                        .arg(Math.max(1, question.patience().sleep().toSeconds()))
                        .and("\ndone\necho \"$r $e\"\n");
            }
            return script;
        }

        private static ShellText condition(Test test) {
            return switch (test) {
                case Present(String path) -> ShellText.lit("[ -e").arg(path).and(" ]");
                case Absent(String path) ->
                    ShellText.lit("! [ -e")
                            .arg(path)
                            .and(" ] && ! [ -h")
                            .arg(path)
                            .and(" ]");
                case Contains(String path, String pattern) ->
                    ShellText.lit("grep -qE -e")
                            .arg(pattern)
                            .and(" --")
                            .arg(path)
                            .and(" 2>/dev/null");
                case Drained(int port, List<String> states) -> drained(port, states);
            };
        }

        private static ShellText drained(int port, List<String> states) {
            return ShellText.lit("for f in /proc/net/tcp /proc/net/tcp6; do\nif [ -r \"$f\" ]; then\n"
                            + "while read -r n l a c x; do\ncase $l in *:")
                    .glue(String.format("%04X", port))
                    .and(") case \" ")
                    .and(ShellText.userCode(String.join(" ", states)))
                    .and(" \" in *\" $c \"*) return 1;; esac;; esac\ndone <\"$f\"\nfi\ndone\nreturn 0");
        }

        @Override
        public Map<PathQuestion, WaitAnswer> parse(List<PathQuestion> questions, StepResult result) {
            List<String> lines = result.text().lines().toList();
            var answers = new LinkedHashMap<PathQuestion, WaitAnswer>();
            for (int i = 0; i < questions.size(); i++) {
                String line = i < lines.size() ? lines.get(i) : "";
                if (!line.matches("(yes|no) \\d{1,9}")) {
                    throw com.foobar.deploy.diagnostic.Diagnostic.of(
                                    com.foobar.deploy.diagnostic.ErrorCode.OUTPUT_NOT_UNDERSTOOD,
                                    "the host cannot wait: "
                                            + result.errorText().strip())
                            .toException();
                }
                String[] words = line.split(" ");
                answers.put(questions.get(i), new WaitAnswer(words[0].equals("yes"), Long.parseLong(words[1])));
            }
            return answers;
        }
    }
}
