package com.foobar.deploy.state;

import com.foobar.deploy.state.question.files.FileQuestion;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Doubts what a change touches, but takes "may have" less far than dropping answers does: a command is doubted where its
 * text mentions what is touched, a database or a port where a service or the database itself is.
 */
public record TouchedDoubt(Touched touched) implements Doubted {
    private static final EnumSet<Topic> NETWORK = EnumSet.of(Topic.COMMAND, Topic.SQL, Topic.HTTP, Topic.PORT);

    private static final Pattern PACKAGES = Pattern.compile("\\b(dpkg|dpkg-query|apt|apt-cache|apt-mark)\\b");
    private static final Pattern SERVICES = Pattern.compile("\\b(systemctl|service)\\b");
    private static final Pattern ACCOUNTS = Pattern.compile("\\b(getent|id|groups|crontab|/etc/passwd|/etc/group)\\b");
    private static final Pattern SYSTEM =
            Pattern.compile("\\b(sysctl|hostname|hostnamectl|timedatectl|uname|lsmod|date)\\b|/proc/");
    private static final Pattern NONE = Pattern.compile("(?!)");

    @Override
    public boolean concerns(Question<?> question, @Nullable Object answer) {
        return switch (question.topic()) {
            case COMMAND ->
                networkOnly()
                        || touched.topics().stream().anyMatch(topic -> shows(question, topic))
                        || touched.paths().stream().anyMatch(path -> mentions(question, path));
            case SQL -> networkOnly();
            case HTTP, PORT -> networkOnly() || touched.topics().contains(Topic.SERVICE);
            case FILE, PACKAGE, SERVICE, ACCOUNT, SYSTEM, FACTS -> question.doubtedAfter(touched);
        };
    }

    /** A unit that is started may load modules of the kernel, which bring settings. */
    @Override
    public boolean mayBring(Question<?> question) {
        return concerns(question, null)
                || touched.topics().contains(Topic.SERVICE)
                        && question instanceof FileQuestion file
                        && file.path().startsWith("/proc/");
    }

    /** A program that shows what is of this area. */
    private static boolean shows(Question<?> question, Topic topic) {
        Pattern programs = switch (topic) {
            case PACKAGE -> PACKAGES;
            case SERVICE -> SERVICES;
            case ACCOUNT -> ACCOUNTS;
            case SYSTEM -> SYSTEM;
            case FILE, FACTS, COMMAND, SQL, HTTP, PORT -> NONE;
        };
        return programs.matcher(question.text()).find();
    }

    /** A change of what the network shows and of nothing else: rows of a database. */
    private boolean networkOnly() {
        return touched.paths().isEmpty() && NETWORK.containsAll(touched.topics());
    }

    /** True if the text of a question names the path, or a directory it lies in that is not the root's own. */
    public static boolean mentions(Question<?> question, String path) {
        String text = question.text();
        String plain = path.endsWith("/.") ? path.substring(0, path.length() - 2) : path;
        if (plain.length() > 1 && named(text, plain, "[^A-Za-z0-9_.-].*")) {
            return true;
        }
        for (int slash = plain.lastIndexOf('/'); slash > 0; slash = plain.lastIndexOf('/', slash - 1)) {
            String folder = plain.substring(0, slash);
            if (folder.lastIndexOf('/') > 0 && named(text, folder, "/?([^A-Za-z0-9_./-]|[*?]).*")) {
                return true;
            }
        }
        return false;
    }

    /** True if the text has the name as a word of its own. */
    public static boolean named(String text, String name) {
        return Pattern.compile("(?<![\\w.+-])" + Pattern.quote(name) + "(?![\\w.+-])")
                .matcher(text)
                .find();
    }

    private static boolean named(String text, String path, String end) {
        for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
            String rest = text.substring(at + path.length());
            if (rest.isEmpty() || rest.equals("/") || rest.matches("(?s)" + end)) {
                return true;
            }
        }
        return false;
    }
}
