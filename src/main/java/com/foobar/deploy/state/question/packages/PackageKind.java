package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One dpkg-query for all packages there are: it reads dpkg's whole database anyway, and provided names are in it too. */
final class PackageKind implements QuestionKind.Scripted<PackageQuestion, PackageState> {
    static final PackageKind INSTANCE = new PackageKind();

    private PackageKind() {}

    @Override
    public String name() {
        return "packages";
    }

    @Override
    public ShellText script(List<PackageQuestion> questions) {
        return DpkgDatabase.SCRIPT;
    }

    @Override
    public Map<PackageQuestion, PackageState> parse(List<PackageQuestion> questions, StepResult result) {
        DpkgDatabase database = DpkgDatabase.parse(result);
        var answers = new LinkedHashMap<PackageQuestion, PackageState>();
        questions.forEach(question -> answers.put(question, answer(question.name(), database)));
        return answers;
    }

    private static PackageState answer(String asked, DpkgDatabase database) {
        String name = ArchitectureSuffix.nameOf(asked);
        var suffix = ArchitectureSuffix.of(asked);
        String own = database.architecture();
        List<PackageState.Variant> all = database.variants().getOrDefault(name, List.of());
        if (!suffix.meansOwn(own)) {
            return new PackageState(
                    all.stream()
                            .filter(variant -> variant.architecture().equals(suffix.text()))
                            .toList(),
                    List.of());
        }
        List<PackageState.Variant> fitting = all.stream()
                .filter(variant -> variant.architecture().equals(own)
                        || variant.architecture().equals("all"))
                .toList();
        return new PackageState(
                fitting.isEmpty() && suffix.open() ? all : fitting,
                database.providers().getOrDefault(name, List.of()));
    }
}
