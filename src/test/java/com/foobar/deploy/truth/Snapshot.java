package com.foobar.deploy.truth;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a host holds of a playbook, and what has changed beside it since the snapshot before.
 *
 * @param files by path below the playbook's directory
 * @param outside paths elsewhere that have changed since the snapshot before
 * @param system accounts, units and packages, a line each
 */
record Snapshot(Map<String, Entry> files, Set<String> outside, Set<String> system) {
    /**
     * A file's state.
     *
     * @param lasting type, mode, owner, group, target and hash
     * @param times of content and inode
     */
    record Entry(String lasting, String times) {}

    private static final String FILES = """
        cd '%1$s' || exit 1
        find . -printf 'T\\t%%P\\t%%y %%m %%u %%g %%l\\t%%T@ %%C@ %%n\\n'
        find . -type f -exec sha256sum {} + | sed 's/^\\([0-9a-f]*\\)  [.]./H\\t\\1\\t/'
        """;

    /** Left out is what the kernel, systemd and sshd write while somebody logs in, and where due handlers are kept. */
    private static final String OUTSIDE = """
        find / \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /srv/truth \\
          -o -path /var/log -o -path /var/lib/foobar-deploy -o -path /var/lib/systemd -o -path /var/lib/lastlog -o -path /var/lib/wtmpdb \\) -prune \\
          -o ! -path /var/lib -cnewer /run/truth-before -printf 'O\\t%p\\n'
        find /tmp -mindepth 1 -cnewer /run/truth-before -printf 'O\\t%p\\n'
        """;

    private static final String MARK = "touch /run/truth-before\n";

    private static final String SYSTEM = """
        getent passwd | awk -F: '/^%1$s[pq]:/ {print "S\\tuser", $1, $5, $6, $7}'
        for user in %1$sp %1$sq; do
          echo "S\tgroups of $(id -Gn $user 2>&1)"
          stat -c 'S\tdirectory %%n %%A %%U' /home/$user 2>/dev/null
        done
        getent group | awk -F: '/^%1$s[ghpq]:/ {print "S\\tgroup", $1, $4}'
        echo "S\tunit" $(systemctl show -p LoadState,ActiveState,UnitFileState %1$s.service)
        sha256sum /etc/systemd/system/%1$s.service /etc/cron.d/%1$s 2>/dev/null | sed 's/^/S\\t/'
        stat -c 'S\t%%n %%A %%U' /etc/cron.d/%1$s /srv/%1$shome 2>/dev/null
        for package in %2$s; do
          echo "S\tpackage $package $(dpkg-query -W -f '${db:Status-Status}' $package 2>/dev/null | grep -x installed)"
        done
        """;

    private static final Pattern UNKNOWN_OWNER = Pattern.compile(" \\d{3,}(?= )");

    /** What becomes of the files beside those of the playbook. */
    enum Rest {
        IGNORED,
        /** The next snapshot lists what has changed since this one. */
        MARKED,
        /** Those that have changed since the mark are listed, and marked anew. */
        LISTED
    }

    static String script(String root, String prefix, Rest rest, boolean system) {
        String all = FILES.formatted(root)
                + switch (rest) {
                    case IGNORED -> "";
                    case MARKED -> MARK;
                    case LISTED -> OUTSIDE + MARK;
                };
        return system ? all + SYSTEM.formatted(prefix, String.join(" ", SystemTasks.PACKAGES)) : all;
    }

    static Snapshot parse(String text) {
        var files = new TreeMap<String, Entry>();
        var outside = new TreeSet<String>();
        var system = new LinkedHashSet<String>();
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "T" -> files.put(fields[1], new Entry(withoutNumbers(fields[2]), fields[3]));
                case "H" ->
                    files.computeIfPresent(
                            fields[2], (_, entry) -> new Entry(entry.lasting() + " " + fields[1], entry.times()));
                case "O" -> outside.add(fields[1]);
                case "S" -> system.add(fields[1]);
                default -> throw new IllegalStateException("a snapshot has the line `" + line + "`");
            }
        }
        return new Snapshot(files, outside, system);
    }

    /** @param installed the packages of the host, a line `status:name` each */
    Snapshot withPackages(String installed) {
        var there = installed.lines().collect(Collectors.toSet());
        var other = new LinkedHashSet<String>();
        for (String line : system) {
            String[] words = line.split(" ");
            other.add(
                    words[0].equals("package")
                            ? "package " + words[1] + (there.contains("installed:" + words[1]) ? " installed" : " ")
                            : line);
        }
        return new Snapshot(files, outside, other);
    }

    /** An owner that is gone is shown by a number, which hosts give differently; a mode stands first and is kept. */
    private static String withoutNumbers(String words) {
        int afterMode = words.indexOf(' ', words.indexOf(' ') + 1);
        return words.substring(0, afterMode)
                + UNKNOWN_OWNER.matcher(words.substring(afterMode)).replaceAll(" gone");
    }

    /** What differs, with times or without. */
    Set<String> changedFiles(Snapshot other, boolean times) {
        var changed = new TreeSet<String>();
        var paths = new TreeSet<>(files.keySet());
        paths.addAll(other.files.keySet());
        for (String path : paths) {
            Entry here = files.get(path);
            Entry there = other.files.get(path);
            if (here == null
                    || there == null
                    || (times ? !here.equals(there) : !here.lasting().equals(there.lasting()))) {
                changed.add(path);
            }
        }
        return changed;
    }

    String lasting(String path, String ifMissing) {
        Entry entry = files.get(path);
        return entry == null ? ifMissing : entry.lasting();
    }
}
