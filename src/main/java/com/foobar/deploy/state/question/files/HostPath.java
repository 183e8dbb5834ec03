package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.ShellText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Paths as words of a script. */
public final class HostPath {
    /** An argument list is cut there: the kernel's limit is 128 KiB in the worst case. */
    private static final int ARGUMENTS_LIMIT = 100_000;

    /** {@code $HOME} is the same as {@code ~}: the home of the user at work. */
    private static final Pattern HOME =
            Pattern.compile("(?:~([A-Za-z0-9._-]*)|\\$HOME|\\$\\{HOME})(/.*)?", Pattern.DOTALL);

    private HostPath() {}

    /** True if the path starts with somebody's home directory, which only the host knows. */
    public static boolean inHome(String path) {
        return HOME.matcher(path).matches();
    }

    /** A blank and the path as one word; a home directory is filled in by the shell; never taken for an option. */
    public static ShellText word(String path) {
        var home = HOME.matcher(path);
        if (home.matches()) {
            ShellText start = ShellText.lit(" ~");
            ShellText user = home.group(1) == null || home.group(1).isEmpty() ? start : start.glue(home.group(1));
            String rest = home.group(2) == null ? "" : home.group(2).substring(1);
            return home.group(2) == null
                    ? user
                    : rest.isEmpty() ? user.and("/") : user.and("/").glue(rest);
        }
        return ShellText.EMPTY.arg(named(path));
    }

    /** As tools name it in what they print, but for home directories. */
    static String named(String path) {
        return path.startsWith("/") || path.isEmpty() ? path : "./" + path;
    }

    /** True if tools print the name differently, or on more than one line. */
    static boolean printsOddly(String path) {
        return path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f);
    }

    /** The paths in portions that fit an argument list. */
    public static List<List<String>> portions(List<String> paths) {
        var portions = new ArrayList<List<String>>();
        var current = new ArrayList<String>();
        int length = 0;
        for (String path : paths) {
            // 8 for the pointer to it, 1 for the NUL after it.
            int more = path.getBytes(StandardCharsets.UTF_8).length + 9;
            if (length + more > ARGUMENTS_LIMIT && !current.isEmpty()) {
                portions.add(List.copyOf(current));
                current.clear();
                length = 0;
            }
            current.add(path);
            length += more;
        }
        if (!current.isEmpty()) {
            portions.add(List.copyOf(current));
        }
        return portions;
    }
}
