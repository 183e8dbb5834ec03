package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The version that apt would install, by the package lists the host has; empty where it has none.
 *
 * @param release the default release, or ""
 */
public record PackageCandidateQuestion(String name, String release) implements Question<Optional<String>> {
    public static PackageCandidateQuestion of(String name) {
        return new PackageCandidateQuestion(name, "");
    }

    @Override
    public QuestionKind<?, Optional<String>> kind() {
        return Kind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.PACKAGE;
    }

    @Override
    public boolean staleAfter(Touched touched) {
        return Question.super.staleAfter(touched) || AptCacheQuestion.touchesLists(touched);
    }

    /** One {@code apt-cache policy} for each release that is asked for: it takes a third of a second, mostly to start. */
    private static final class Kind implements QuestionKind.Scripted<PackageCandidateQuestion, Optional<String>> {
        private static final Kind INSTANCE = new Kind();

        @Override
        public String name() {
            return "package candidates";
        }

        @Override
        public ShellText script(List<PackageCandidateQuestion> questions) {
            ShellText script = ShellText.EMPTY;
            for (String release : releases(questions)) {
                script = script.and("LC_ALL=C apt-cache").and(AptReading.OPTIONS);
                script = release.isEmpty() ? script : script.and(" -t").arg(release);
                script = script.and(" policy --")
                        .args(questions.stream()
                                .filter(question -> question.release().equals(release))
                                .map(PackageCandidateQuestion::name)
                                .toList())
                        .and("\nprintf '\\t\\n'\n");
            }
            boolean architectures =
                    questions.stream().anyMatch(question -> question.name().contains(":"));
            return architectures ? script.and("dpkg --print-architecture\n") : script;
        }

        private static Set<String> releases(List<PackageCandidateQuestion> questions) {
            var releases = new LinkedHashSet<String>();
            questions.forEach(question -> releases.add(question.release()));
            return releases;
        }

        @Override
        public Map<PackageCandidateQuestion, Optional<String>> parse(
                List<PackageCandidateQuestion> questions, StepResult result) {
            var answers = new LinkedHashMap<PackageCandidateQuestion, Optional<String>>();
            questions.forEach(question -> answers.put(question, Optional.empty()));
            String[] parts = result.text().split("\t\n", -1);
            String own = parts[parts.length - 1].strip();
            int at = 0;
            for (String release : releases(questions)) {
                String part = at < parts.length ? parts[at++] : "";
                Map<String, Optional<String>> printed = candidates(part);
                questions.stream()
                        .filter(question -> question.release().equals(release))
                        .forEach(question -> answers.put(question, candidate(question.name(), printed, own)));
            }
            return answers;
        }

        /** apt leaves out the host's own architecture where it prints a name. */
        private static Optional<String> candidate(String asked, Map<String, Optional<String>> printed, String own) {
            String name = ArchitectureSuffix.nameOf(asked);
            var suffix = ArchitectureSuffix.of(asked);
            if (!suffix.meansOwn(own)) {
                return printed.getOrDefault(asked, Optional.empty());
            }
            if (printed.containsKey(name) || !suffix.open()) {
                return printed.getOrDefault(name, Optional.empty());
            }
            return printed.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(name + ":"))
                    .findFirst()
                    .flatMap(Map.Entry::getValue);
        }

        private static Map<String, Optional<String>> candidates(String text) {
            var found = new LinkedHashMap<String, Optional<String>>();
            String name = "";
            for (String line : text.lines().toList()) {
                if (!line.startsWith(" ") && line.endsWith(":")) {
                    name = line.substring(0, line.length() - 1);
                } else if (line.startsWith("  Candidate: ")) {
                    String version = line.substring("  Candidate: ".length()).strip();
                    found.put(name, Optional.of(version).filter(known -> !known.equals("(none)")));
                }
            }
            return found;
        }
    }
}
