package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.playbook.loader.Keyword.Support;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The keywords of the language, for documentation, schemas and checks. */
public final class KeywordReference {
    private KeywordReference() {}

    /**
     * A keyword.
     *
     * @param kind what its value must be: {@code text}, {@code boolean}, {@code number}, {@code texts},
     *     {@code conditions}, {@code variables}, {@code environment}, {@code mapping}, {@code list}, {@code any}
     * @param uses where it may stand: {@code play}, {@code role}, {@code block}, {@code task}, {@code handler},
     *     {@code import_playbook}
     */
    public record Entry(String name, String kind, Set<String> uses) {}

    /** Those that may be written; the ones that this tool refuses are left out. */
    public static List<Entry> all() {
        return KeywordTable.all().stream()
                .filter(keyword -> keyword.support() != Support.NONE)
                .map(keyword -> new Entry(
                        keyword.name(),
                        lower(keyword.kind()),
                        keyword.uses().stream().map(KeywordReference::lower).collect(Collectors.toSet())))
                .toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static boolean isTaskKeyword(String name) {
        return KeywordTable.find(name, Use.TASK).isPresent()
                || KeywordTable.find(name, Use.HANDLER).isPresent();
    }
}
