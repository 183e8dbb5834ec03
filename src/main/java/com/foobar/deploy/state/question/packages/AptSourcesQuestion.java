package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one-line sources of apt, by the files they stand in. */
public record AptSourcesQuestion() implements Question<AptSourcesQuestion.AptSources> {
    /** Contents by path, in the order apt reads them. */
    public record AptSources(Map<String, String> files) {}

    @Override
    public QuestionKind<?, AptSources> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.FILE;
    }

    @Override
    public boolean staleAfter(Touched touched) {
        return AptCacheQuestion.touchesLists(touched);
    }

    private static final class Kind implements QuestionKind.Scripted<AptSourcesQuestion, AptSources> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "apt's sources";
        }

        @Override
        public ShellText script(List<AptSourcesQuestion> questions) {
            return ShellText.lit("for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do\n"
                    + "if [ -f \"$f\" ]; then printf '\\001%s\\n' \"$f\"; cat \"$f\"; fi\ndone");
        }

        @Override
        public Map<AptSourcesQuestion, AptSources> parse(List<AptSourcesQuestion> questions, StepResult result) {
            var files = new LinkedHashMap<String, String>();
            for (String part : result.text().split("\u0001")) {
                int end = part.indexOf('\n');
                if (end > 0) {
                    files.put(part.substring(0, end), part.substring(end + 1));
                }
            }
            return Map.of(new AptSourcesQuestion(), new AptSources(files));
        }
    }
}
