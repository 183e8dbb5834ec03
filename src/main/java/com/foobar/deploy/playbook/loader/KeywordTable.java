package com.foobar.deploy.playbook.loader;

import static com.foobar.deploy.playbook.loader.Keyword.Use.BLOCK;
import static com.foobar.deploy.playbook.loader.Keyword.Use.HANDLER;
import static com.foobar.deploy.playbook.loader.Keyword.Use.IMPORT_PLAYBOOK;
import static com.foobar.deploy.playbook.loader.Keyword.Use.PLAY;
import static com.foobar.deploy.playbook.loader.Keyword.Use.ROLE;
import static com.foobar.deploy.playbook.loader.Keyword.Use.TASK;

import com.foobar.deploy.playbook.loader.Keyword.Kind;
import com.foobar.deploy.playbook.loader.Keyword.Support;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every keyword of Ansible's ("Playbook Keywords" in its reference), and what this tool makes of it. */
final class KeywordTable {
    private static final Set<Use> EVERYWHERE = EnumSet.of(PLAY, ROLE, BLOCK, TASK, HANDLER);
    private static final Set<Use> BELOW_PLAY = EnumSet.of(ROLE, BLOCK, TASK, HANDLER);
    private static final Set<Use> TASKS = EnumSet.of(TASK, HANDLER);
    private static final Map<String, Keyword> KNOWN = new LinkedHashMap<>();

    static {
        everywhere();
        play();
        blockAndTask();
        ignored();
        unsupported();
    }

    private KeywordTable() {}

    private static void everywhere() {
        add(Kind.TEXT, EnumSet.allOf(Use.class), "name");
        add(Kind.TEXTS, EnumSet.allOf(Use.class), "tags");
        add(Kind.VARIABLES, EnumSet.allOf(Use.class), "vars");
        add(Kind.ENVIRONMENT, EVERYWHERE, "environment");
        add(Kind.MAPPING, EVERYWHERE, "module_defaults");
        add(Kind.TEXT, EVERYWHERE, "become_user", "become_method", "remote_user", "connection");
        add(Kind.BOOLEAN, EVERYWHERE, "become", "check_mode", "diff", "no_log", "run_once", "any_errors_fatal");
        add(Kind.BOOLEAN, EVERYWHERE, "ignore_errors", "ignore_unreachable");
        add(Kind.NUMBER, EVERYWHERE, "port", "throttle", "timeout");
    }

    private static void play() {
        var only = EnumSet.of(PLAY);
        add(Kind.TEXTS, only, "hosts");
        add(Kind.LIST, only, "roles", "pre_tasks", "tasks", "post_tasks", "handlers", "vars_prompt");
        add(Kind.ANY, only, "vars_files", "serial", "max_fail_percentage", "gather_subset");
        add(Kind.BOOLEAN, only, "gather_facts", "force_handlers");
        add(Kind.TEXT, only, "strategy", "order", "user");
    }

    private static void blockAndTask() {
        var conditional = EnumSet.copyOf(BELOW_PLAY);
        conditional.add(IMPORT_PLAYBOOK);
        add(Kind.CONDITIONS, conditional, "when");
        add(Kind.TEXT, EnumSet.of(IMPORT_PLAYBOOK), "import_playbook");
        add(Kind.TEXT, BELOW_PLAY, "delegate_to");
        add(Kind.BOOLEAN, BELOW_PLAY, "delegate_facts");
        add(Kind.LIST, EnumSet.of(BLOCK), "block", "rescue", "always");
        add(Kind.TEXTS, EnumSet.of(BLOCK, TASK, HANDLER), "notify");
        add(Kind.CONDITIONS, TASKS, "changed_when", "failed_when", "until");
        add(Kind.NUMBER, TASKS, "retries", "delay");
        add(Kind.TEXT, TASKS, "register");
        add(Kind.ANY, TASKS, "action", "local_action", "args", "loop");
        add(Kind.MAPPING, TASKS, "loop_control");
        add(Kind.TEXTS, EnumSet.of(HANDLER), "listen");
    }

    private static void ignored() {
        ignore(EVERYWHERE, "collections");
        ignore(EnumSet.of(PLAY), "gather_timeout", "fact_path", "validate_argspec");
    }

    private static void unsupported() {
        refuse(TASKS, "run long tasks in the foreground, with `timeout` if they need a bound", "async", "poll");
        refuse(EVERYWHERE, "leave it out: there is no debugger", "debugger");
        refuse(EVERYWHERE, "leave it out: `become_method` is all that can be chosen", "become_exe", "become_flags");
        refuse(EVERYWHERE, "write `become` and `become_user`", "sudo", "sudo_user", "su", "su_user");
        refuse(TASKS, "write `with_first_found`", "first_available_file");
        refuse(TASKS, "write `when`", "only_if");
        refuse(TASKS, "write `check_mode: false`", "always_run");
    }

    private static void add(Kind kind, Set<Use> uses, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Keyword(name, kind, Support.FULL, Set.copyOf(uses), ""));
        }
    }

    private static void ignore(Set<Use> uses, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Keyword(name, Kind.ANY, Support.IGNORED, Set.copyOf(uses), ""));
        }
    }

    private static void refuse(Set<Use> uses, String advice, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Keyword(name, Kind.ANY, Support.NONE, Set.copyOf(uses), advice));
        }
    }

    static Optional<Keyword> find(String name, Use use) {
        return find(name).filter(keyword -> keyword.uses().contains(use));
    }

    /** Wherever it may stand. */
    static Optional<Keyword> find(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    static List<String> names(Use use) {
        return KNOWN.values().stream()
                .filter(keyword -> keyword.uses().contains(use) && keyword.support() != Support.NONE)
                .map(Keyword::name)
                .toList();
    }

    static Collection<Keyword> all() {
        return KNOWN.values();
    }
}
