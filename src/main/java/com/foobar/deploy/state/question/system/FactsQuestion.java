package com.foobar.deploy.state.question.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.facts.FactScript;
import com.foobar.deploy.state.facts.FactSubset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of a host.
 *
 * @param subset as {@code gather_subset}: "all", "min", "hardware", "network", "virtual", each also with "!"; empty
 *     means all
 */
public record FactsQuestion(List<String> subset) implements Question<Facts> {
    public FactsQuestion {
        subset = List.copyOf(subset);
    }

    @Override
    public QuestionKind<?, Facts> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.FACTS;
    }

    private static final class Kind implements QuestionKind.Scripted<FactsQuestion, Facts> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "facts";
        }

        @Override
        public ShellText script(List<FactsQuestion> questions) {
            return FactScript.of(questions.stream()
                    .map(question -> FactSubset.of(question.subset()))
                    .reduce(FactSubset::plus)
                    .orElseThrow());
        }

        @Override
        public Map<FactsQuestion, Facts> parse(List<FactsQuestion> questions, StepResult result) {
            var answers = new LinkedHashMap<FactsQuestion, Facts>();
            for (FactsQuestion question : questions) {
                answers.put(question, new Facts(FactScript.parse(FactSubset.of(question.subset()), result)));
            }
            return answers;
        }
    }
}
