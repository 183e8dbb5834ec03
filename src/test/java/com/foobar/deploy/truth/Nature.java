package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said of a playbook by reading it. */
final class Nature {
    private static final Pattern PATH = Pattern.compile("\\{\\{ w }}/([\\w./]*)");
    private static final Set<String> READING =
            Set.of("stat", "slurp", "find", "debug", "assert", "fail", "meta", "set_fact", "include_vars", "getent");
    /** They bring about a state, whatever was there. */
    private static final Set<String> SIMPLE = Set.of("copy", "template", "file", "lineinfile", "blockinfile", "group");

    private static final Set<String> ODD = Set.of("remote_src", "regexp", "search_string", "=g", "prepend_newline");

    private static final Set<String> SAID = Set.of("changed_when", "failed_when", "check_mode", "until", "apply");

    private Nature() {}

    /**
     * Whether a second apply has nothing to do, for certain: each path has one task that brings about a state, nothing
     * depends on what the hosts say, and no task counts as changed in any case. Of the others Ansible is asked.
     */
    static boolean isSteady(Playbook playbook) {
        if (playbook.steps().anyMatch(Nature::dependsOnTheRun)) {
            return false;
        }
        var written = new ArrayList<String>();
        for (Step.Task task : playbook.allTasks().toList()) {
            if (!READING.contains(task.module())) {
                if (!SIMPLE.contains(task.module()) || isOdd(task.arguments())) {
                    return false;
                }
                written.addAll(paths(task));
            }
        }
        for (int i = 0; i < written.size(); i++) {
            for (int j = 0; j < written.size(); j++) {
                if (i != j && isBelow(written.get(i), written.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A command of which a plan does not know that it only reads. */
    static boolean isNotRunInPlans(Step.Task task) {
        return Set.of("command", "shell").contains(task.module())
                && !Boolean.FALSE.equals(task.keywords().get("changed_when"));
    }

    private static boolean dependsOnTheRun(Step step) {
        Map<String, Object> keywords = step.keywords();
        boolean asks = String.valueOf(keywords.get("when")).matches(".*\\br\\d+.*");
        boolean said = SAID.stream().anyMatch(keywords::containsKey);
        boolean looped = keywords.containsKey("loop")
                && (step instanceof Step.Include || keywords.get("loop") instanceof String);
        return asks || said || looped;
    }

    private static boolean isOdd(Map<String, Object> arguments) {
        String all = arguments.toString();
        boolean given = Set.of("touch", "absent", "hard").contains(String.valueOf(arguments.get("state")));
        return given || all.matches("(?s).*\\br\\d+\\..*") || ODD.stream().anyMatch(all::contains);
    }

    /** Below the playbook's directory, each by its real name; those that a task names or loops over. */
    static Set<String> namedPaths(Playbook playbook) {
        // Other names that the state before may have for `a` and `b`.
        var named = new TreeSet<>(Set.of("b2", "h"));
        playbook.steps().forEach(step -> {
            named.addAll(step instanceof Step.Task task ? paths(task) : items(step));
            if (step instanceof Step.Task task && "link".equals(task.arguments().get("state"))) {
                String target = String.valueOf(task.arguments().get("src"));
                named.addAll(List.of(real(target), "d/" + real(target)));
            }
        });
        return named;
    }

    static boolean isNamed(String path, Set<String> named) {
        return named.stream().anyMatch(name -> isBelow(path, name));
    }

    private static boolean isBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private static List<String> paths(Step.Task task) {
        List<String> paths = new ArrayList<>(items(task));
        Matcher path = PATH.matcher(task.arguments().toString());
        while (path.find()) {
            if (!path.group(1).isEmpty()) {
                paths.addAll(names(path.group(1)));
            }
        }
        return new ArrayList<>(new HashSet<>(paths));
    }

    private static List<String> items(Step step) {
        Object items = step.keywords().getOrDefault("loop", step.keywords().get("with_items"));
        return items instanceof List<?> list
                ? list.stream().map(item -> real(item.toString())).toList()
                : List.of();
    }

    /** A link itself, which is removed or replaced by its own name. */
    private static List<String> names(String path) {
        return path.equals("l") ? List.of("l", "d") : List.of(real(path));
    }

    private static String real(String path) {
        String real = path.startsWith("l/") ? "d/" + path.substring(2) : path.equals("l") ? "d" : path;
        return real.endsWith("/") ? real.substring(0, real.length() - 1) : real;
    }
}
