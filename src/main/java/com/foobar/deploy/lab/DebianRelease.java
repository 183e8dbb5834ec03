package com.foobar.deploy.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A release of Debian that the lab's hosts can have. */
public enum DebianRelease {
    BOOKWORM,
    TRIXIE;

    /** What hosts have where nothing else is said. */
    public static final DebianRelease DEFAULT = TRIXIE;

    /** As mirrors and images name it. */
    public String suite() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> suites() {
        return Arrays.stream(values()).map(DebianRelease::suite).toList();
    }

    static DebianRelease of(String suite) {
        return Arrays.stream(values())
                .filter(release -> release.suite().equals(suite))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`" + suite + "` is no release of Debian for a lab: " + String.join(", ", suites())));
    }
}
