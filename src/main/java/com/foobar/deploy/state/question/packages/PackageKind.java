package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.QuestionKind;
import java.util.ArrayList;
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
        int colon = asked.indexOf(':');
        String name = colon < 0 ? asked : asked.substring(0, colon);
        String architecture = colon < 0 ? "" : asked.substring(colon + 1);
        var variants = new ArrayList<PackageState.Variant>();
        for (PackageState.Variant variant : database.variants().getOrDefault(name, List.of())) {
            boolean fits = architecture.isEmpty()
                    || architecture.equals("any")
                    || architecture.equals(variant.architecture())
                    || variant.architecture().equals("all");
            if (fits) {
                variants.add(variant);
            }
        }
        return new PackageState(variants, database.providers().getOrDefault(name, List.of()));
    }
}
