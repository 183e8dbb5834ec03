package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import java.util.List;
import java.util.Map;

/** When apt's package lists were last fetched. */
public record AptCacheQuestion() implements Question<AptCacheQuestion.AptCache> {
    /**
     * The age of the package lists by the host's own clock.
     *
     * @param updated seconds since the epoch; 0 where there are none
     * @param now seconds since the epoch
     */
    public record AptCache(long updated, long now) {
        public long age() {
            return now - updated;
        }
    }

    @Override
    public QuestionKind<?, AptCache> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.PACKAGE;
    }

    @Override
    public boolean staleAfter(Touched touched) {
        return touchesLists(touched) || Question.super.staleAfter(touched);
    }

    /** The lists are as old as they were, wherever packages may come from by now. */
    @Override
    public boolean doubtedAfter(Touched touched) {
        return touched.topics().contains(Topic.FILE)
                || touched.paths().stream().anyMatch(path -> path.startsWith("/var/lib/apt"));
    }

    static boolean touchesLists(Touched touched) {
        return touched.topics().contains(Topic.FILE)
                || touched.paths().stream()
                        .anyMatch(path -> path.startsWith("/etc/apt")
                                || path.startsWith("/var/lib/apt")
                                || List.of("/", "/etc", "/var", "/var/lib").contains(path));
    }

    private static final class Kind implements QuestionKind.Scripted<AptCacheQuestion, AptCache> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "apt's lists";
        }

        @Override
        public ShellText script(List<AptCacheQuestion> questions) {
            return ShellText.lit("date +%s\n"
                    + "stat -c %Y /var/lib/apt/periodic/update-success-stamp 2>/dev/null ||\n"
                    + "stat -c %Y /var/lib/apt/lists 2>/dev/null || echo 0");
        }

        @Override
        public Map<AptCacheQuestion, AptCache> parse(List<AptCacheQuestion> questions, StepResult result) {
            List<Long> numbers = result.text()
                    .lines()
                    .filter(line -> line.matches("\\d+"))
                    .map(Long::parseLong)
                    .toList();
            long now = numbers.isEmpty() ? 0 : numbers.getFirst();
            long updated = numbers.size() < 2 ? 0 : numbers.get(1);
            return Map.of(new AptCacheQuestion(), new AptCache(updated, now));
        }
    }
}
