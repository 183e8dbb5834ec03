package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.module.ArgumentProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a crontab; a job that is managed has a comment with its name before it, as Ansible writes it. */
final class CronTable {
    private static final String MARK = "#Ansible: ";
    private static final Pattern VARIABLE = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=.*");

    private final List<String> lines;

    CronTable(String text) {
        lines = new ArrayList<>(text.lines().toList());
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    void setJob(String name, String line) {
        int at = job(name);
        if (at >= 0) {
            lines.set(at, line);
            return;
        }
        int same = lines.indexOf(line);
        if (same >= 0 && !(same > 0 && lines.get(same - 1).startsWith(MARK))) {
            lines.add(same, MARK + name);
            return;
        }
        lines.add(MARK + name);
        lines.add(line);
    }

    void removeJob(String name) {
        int at = job(name);
        if (at >= 0) {
            lines.remove(at);
            lines.remove(at - 1);
        }
    }

    /** The line after the comment; -1 where there is none. */
    private int job(String name) {
        int mark = lines.indexOf(MARK + name);
        return mark >= 0 && mark + 1 < lines.size() ? mark + 1 : -1;
    }

    void setVariable(String name, String value, Optional<String> after, Optional<String> before) {
        String line = name + "=\"" + value + "\"";
        int at = variable(name);
        if (at >= 0) {
            lines.set(at, line);
            return;
        }
        int behind = after.map(this::found).orElse(-1);
        int ahead = before.map(this::found).orElse(0);
        lines.add(behind >= 0 ? behind + 1 : ahead, line);
    }

    private int found(String name) {
        int at = variable(name);
        if (at < 0) {
            throw ArgumentProblem.of("Variable named '" + name + "' not found.");
        }
        return at;
    }

    void removeVariable(String name) {
        int at = variable(name);
        if (at >= 0) {
            lines.remove(at);
        }
    }

    private int variable(String name) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = VARIABLE.matcher(lines.get(i));
            if (matcher.matches() && matcher.group(1).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    List<String> jobs() {
        return lines.stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
    }

    List<String> variables() {
        return lines.stream()
                .map(VARIABLE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
