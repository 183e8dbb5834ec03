package com.foobar.deploy.lint;

import com.foobar.deploy.lint.Finding.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Settles findings in the text of a file. */
public final class Fixing {
    private Fixing() {}

    /** The lines with every fix made; those from the right end of a line first, so that columns stay true. */
    public static List<String> fixed(List<String> lines, List<Finding> findings) {
        var fixed = new ArrayList<>(lines);
        findings.stream()
                .filter(finding -> finding.fix().isPresent())
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.place().column())
                        .reversed())
                .forEach(finding ->
                        apply(fixed, finding.place().line() - 1, finding.fix().orElseThrow()));
        return fixed;
    }

    private static void apply(List<String> lines, int index, Fix fix) {
        switch (fix) {
            case Fix.Replace replace -> {
                String line = lines.get(index);
                int from = replace.column() - 1;
                if (line.startsWith(replace.old(), from)) {
                    lines.set(
                            index,
                            line.substring(0, from)
                                    + replace.replacement()
                                    + line.substring(from + replace.old().length()));
                }
            }
        }
    }
}
