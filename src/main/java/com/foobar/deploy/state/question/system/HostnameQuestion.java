package com.foobar.deploy.state.question.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.util.List;
import java.util.Map;

/** The host's name. */
public record HostnameQuestion() implements Question<HostnameQuestion.Names> {
    /**
     * The names.
     *
     * @param current the kernel's
     * @param permanent in /etc/hostname
     */
    public record Names(String current, String permanent) {}

    @Override
    public QuestionKind<?, Names> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.SYSTEM;
    }

    private static final class Kind implements QuestionKind.Scripted<HostnameQuestion, Names> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "host name";
        }

        @Override
        public ShellText script(List<HostnameQuestion> questions) {
            return ShellText.lit("for p in /proc/sys/kernel/hostname /etc/hostname; do\n"
                    + "v=; [ -r \"$p\" ] && IFS= read -r v <\"$p\"; printf '%s\\n' \"$v\"\ndone");
        }

        @Override
        public Map<HostnameQuestion, Names> parse(List<HostnameQuestion> questions, StepResult result) {
            List<String> lines = result.text().lines().map(String::strip).toList();
            var names = new Names(lines.isEmpty() ? "" : lines.get(0), lines.size() < 2 ? "" : lines.get(1));
            return Map.of(new HostnameQuestion(), names);
        }
    }
}
