package com.foobar.deploy.playbook.loader;

import java.util.Set;

/**
 * A keyword of the playbook language.
 *
 * @param advice what to write instead, for one that is not supported
 */
record Keyword(String name, Kind kind, Support support, Set<Use> uses, String advice) {
    /** Where a keyword may stand. */
    enum Use {
        PLAY("play"),
        ROLE("role"),
        BLOCK("block"),
        TASK("task"),
        HANDLER("handler"),
        IMPORT_PLAYBOOK("import of a playbook");

        private final String title;

        Use(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** What its value must be. */
    enum Kind {
        TEXT,
        BOOLEAN,
        NUMBER,
        TEXTS,
        CONDITIONS,
        VARIABLES,
        ENVIRONMENT,
        MAPPING,
        LIST,
        ANY
    }

    /** What this tool does with it. */
    enum Support {
        FULL,
        IGNORED,
        NONE
    }
}
