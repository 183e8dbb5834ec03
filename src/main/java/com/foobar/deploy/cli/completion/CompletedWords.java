package com.foobar.deploy.cli.completion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a shell offers for the value of an option or a parameter, told by its type and its label. */
public sealed interface CompletedWords {
    /** What {@code foobar-deploy complete KIND} prints. */
    record OfProject(String kind) implements CompletedWords {}

    record Choice(List<String> words) implements CompletedWords {}

    record Files() implements CompletedWords {}

    record Nothing() implements CompletedWords {}

    Set<String> FILES = Set.of("FILE", "PATH", "DIRECTORY", "PATH|REF", "SOURCE", "INVENTORY", "ID@SOURCE");

    static CompletedWords of(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return new Choice(
                    StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .toList());
        }
        if (argument instanceof OptionSpec option && List.of(option.names()).contains("--limit")) {
            return new OfProject("hosts");
        }
        String label = argument.paramLabel();
        return ofProject(label, argument)
                .<CompletedWords>map(OfProject::new)
                .orElseGet(() -> FILES.contains(label) ? new Files() : new Nothing());
    }

    private static Optional<String> ofProject(String label, ArgSpec argument) {
        return Optional.ofNullable(
                switch (label) {
                    case "PLAYBOOK", "PLAYBOOK|PLAN" -> "playbooks";
                    case "PATTERN", "HOST" -> "hosts";
                    case "TAGS" -> "tags";
                    case "RUN" -> "runs";
                    case "NAME" -> argument.command().name().equals("docs") ? "modules" : null;
                    default -> null;
                });
    }
}
