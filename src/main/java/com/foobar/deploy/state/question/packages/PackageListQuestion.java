package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.util.List;
import java.util.Map;

/** Every package that dpkg knows, removed ones with leftovers included; sorted as dpkg does. */
public record PackageListQuestion() implements Question<List<PackageState.Variant>> {
    @Override
    public QuestionKind<?, List<PackageState.Variant>> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.PACKAGE;
    }

    @Override
    public boolean listsAll() {
        return true;
    }

    private static final class Kind implements QuestionKind.Scripted<PackageListQuestion, List<PackageState.Variant>> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "package list";
        }

        @Override
        public ShellText script(List<PackageListQuestion> questions) {
            return DpkgDatabase.SCRIPT;
        }

        @Override
        public Map<PackageListQuestion, List<PackageState.Variant>> parse(
                List<PackageListQuestion> questions, StepResult result) {
            List<PackageState.Variant> all = DpkgDatabase.parse(result).variants().values().stream()
                    .flatMap(List::stream)
                    .toList();
            return Map.of(new PackageListQuestion(), all);
        }
    }
}
