package com.foobar.deploy.cli.run;

import com.foobar.deploy.engine.host.HostAudit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line for each run out of a host's log, which has one for its beginning and one for its end; earlier versions wrote the
 * end alone.
 *
 * @param holder who holds the host's lock, in the words of a run's own lines; empty where that is nobody
 */
record AuditRecords(List<String> lines, String holder) {
    /** What the log puts before the line of a run ends with the name it is written under. */
    private static final Pattern LINE = Pattern.compile("(.*? ?foobar-deploy(?:\\[\\d+])?:|.*? --) (.*)");

    /** The last runs, in the order of their lines. */
    List<String> last(int most) {
        var runs = new ArrayList<String>();
        var ended = new HashSet<String>();
        var open = new HashSet<String>();
        for (String line : lines.reversed()) {
            String text = text(line);
            if (!text.endsWith(HostAudit.BEGAN)) {
                ended.add(text.substring(0, Math.max(text.lastIndexOf(": "), 0)));
                runs.addFirst(line);
                continue;
            }
            String run = text.substring(0, text.length() - HostAudit.BEGAN.length());
            if (!ended.contains(run) && open.add(run)) {
                runs.addFirst(line.substring(0, line.length() - HostAudit.BEGAN.length()) + ": " + state(run));
            }
        }
        return runs.subList(Math.max(runs.size() - most, 0), runs.size());
    }

    private static String text(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(2) : line;
    }

    private String state(String run) {
        if (!holder.isEmpty() && run.startsWith(holder + ": ")) {
            return "running";
        }
        return holder.equals(LockCommand.HIDDEN) ? "did not end, or is running" : "did not end";
    }
}
