package com.foobar.deploy.state;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a change may have touched. The topics that are visible from the network are always among them.
 *
 * @param topics whole areas
 * @param paths files and directories, everything below them included; matters where FILE is not among the topics
 */
public record Touched(Set<Topic> topics, Set<String> paths) {
    private static final Pattern SETTINGS_OF_SYSTEMD = Pattern.compile(".*/systemd/[^/]+\\.conf(\\.d)?(/.*)?");

    public static final Touched EVERYTHING = new Touched(EnumSet.allOf(Topic.class), Set.of());

    public Touched {
        var all = EnumSet.of(Topic.COMMAND, Topic.SQL, Topic.HTTP, Topic.PORT);
        all.addAll(topics);
        topics = Set.copyOf(all);
        paths = Set.copyOf(paths);
    }

    public static Touched topics(Topic... topics) {
        return new Touched(Set.of(topics), Set.of());
    }

    /** Something at this path and the directories it lies in, but nothing below it. */
    public static Touched entry(String path) {
        var touched = paths(path);
        return new Touched(touched.topics(), Set.of(path.endsWith("/") ? path + "." : path + "/."));
    }

    /** Whether units of systemd or scripts of init lie there; settings of its daemons ({@code journald.conf}) are none. */
    public static boolean ofUnits(String path) {
        return path.contains("/systemd/") && !SETTINGS_OF_SYSTEMD.matcher(path).matches()
                || path.startsWith("/etc/init.d")
                || path.startsWith("/etc/rc");
    }

    /** These paths, and the areas that are kept in files there. */
    public static Touched paths(String... paths) {
        var topics = EnumSet.noneOf(Topic.class);
        for (String path : paths) {
            if (ofUnits(path)) {
                topics.add(Topic.SERVICE);
            }
            if (path.startsWith("/var/lib/dpkg")) {
                topics.add(Topic.PACKAGE);
            }
            if (path.matches("/etc/(passwd|group|shadow|gshadow|nsswitch.conf)-?") || path.equals("/etc")) {
                topics.add(Topic.ACCOUNT);
            }
            if (path.startsWith("/etc/sysctl")
                    || path.startsWith("/proc")
                    || path.startsWith("/sys")
                    || path.equals("/etc/hostname")
                    || path.equals("/etc/hosts")) {
                topics.add(Topic.SYSTEM);
            }
        }
        return new Touched(topics, Set.of(paths));
    }
}
