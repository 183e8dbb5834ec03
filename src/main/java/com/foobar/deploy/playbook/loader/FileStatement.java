package com.foobar.deploy.playbook.loader;

import java.util.Optional;
import java.util.Set;

/** The names that look like modules but bring in other files; the loader or the engine carries them out. */
enum FileStatement {
    INCLUDE("include", Set.of("file", "apply")),
    IMPORT_TASKS("import_tasks", Set.of("file")),
    INCLUDE_TASKS("include_tasks", Set.of("file", "apply")),
    IMPORT_ROLE("import_role", Roles.ARGUMENTS),
    INCLUDE_ROLE("include_role", Roles.ARGUMENTS),
    IMPORT_PLAYBOOK("import_playbook", Set.of());

    private static final class Roles {
        static final Set<String> ARGUMENTS = Set.of(
                "name",
                "role",
                "tasks_from",
                "vars_from",
                "defaults_from",
                "handlers_from",
                "apply",
                "public",
                "allow_duplicates",
                "rolespec_validate");
    }

    private final String name;
    private final Set<String> arguments;

    FileStatement(String name, Set<String> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** By its short name or that of {@code ansible.builtin}. */
    static Optional<FileStatement> find(String module) {
        String plain = module.startsWith("ansible.builtin.") || module.startsWith("ansible.legacy.")
                ? KeywordReader.lastPart(module)
                : module;
        for (FileStatement statement : values()) {
            if (statement.name.equals(plain)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    /** As in playbooks. */
    String title() {
        return name;
    }

    Set<String> arguments() {
        return arguments;
    }

    /** True for those whose free form is a file's name. */
    boolean takesFile() {
        return arguments.contains("file");
    }
}
