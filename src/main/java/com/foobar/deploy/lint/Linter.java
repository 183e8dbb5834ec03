package com.foobar.deploy.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs rules over a project. */
public final class Linter {
    /** {@code # noqa} silences a line, {@code # noqa rule-id other-id} those rules on it. */
    private static final Pattern SILENCED = Pattern.compile("#\\s*noqa\\b:?\\s*(.*)$");

    private final List<Rule> rules;

    public Linter(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** In the order of files and lines, each once. */
    public List<Finding> findings(Project project) {
        return rules.stream()
                .flatMap(rule -> rule.findings(project))
                .filter(finding -> !silenced(project, finding))
                .distinct()
                .sorted(Finding.ORDER)
                .toList();
    }

    private static boolean silenced(Project project, Finding finding) {
        String line = project.file(finding.place().file())
                .map(file -> file.line(finding.place()))
                .orElse("");
        Matcher comment = SILENCED.matcher(line);
        if (!comment.find()) {
            return false;
        }
        String ids = comment.group(1).strip();
        return ids.isEmpty() || List.of(ids.split("[\\s,]+")).contains(finding.rule());
    }
}
