package com.foobar.deploy.cli.run;

import com.foobar.deploy.view.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What belongs to Ansible and is not read here: whoever comes from Ansible is told so, not left to wonder. */
final class AnsibleLeftovers {
    /** Variables that are read, or that only change how Ansible's own screen looks. */
    private static final Set<String> FINE = Set.of(
            "ANSIBLE_CONFIG",
            "ANSIBLE_INVENTORY",
            "ANSIBLE_FORKS",
            "ANSIBLE_ROLES_PATH",
            "ANSIBLE_VAULT_PASSWORD_FILE",
            "ANSIBLE_VAULT_IDENTITY_LIST",
            "ANSIBLE_REMOTE_USER",
            "ANSIBLE_PRIVATE_KEY_FILE",
            "ANSIBLE_TIMEOUT",
            "ANSIBLE_BECOME",
            "ANSIBLE_BECOME_USER",
            "ANSIBLE_HOST_KEY_CHECKING",
            "ANSIBLE_FORCE_COLOR",
            "ANSIBLE_NOCOLOR",
            "ANSIBLE_NOCOWS",
            "ANSIBLE_STDOUT_CALLBACK",
            "ANSIBLE_CALLBACKS_ENABLED",
            "ANSIBLE_DEPRECATION_WARNINGS",
            "ANSIBLE_SYSTEM_WARNINGS",
            "ANSIBLE_PYTHON_INTERPRETER",
            "ANSIBLE_PIPELINING",
            "ANSIBLE_GATHERING",
            "ANSIBLE_RETRY_FILES_ENABLED");

    /** Directories of Python code beside a playbook. */
    private static final List<String> PYTHON = List.of(
            "library",
            "module_utils",
            "action_plugins",
            "callback_plugins",
            "connection_plugins",
            "filter_plugins",
            "inventory_plugins",
            "lookup_plugins",
            "strategy_plugins",
            "test_plugins",
            "vars_plugins");

    private AnsibleLeftovers() {}

    /** @param playbook whose directory is looked at too */
    static void mention(Path playbook, PrintWriter err) {
        notes(System.getenv(), Path.of(""), playbook).forEach(note -> err.println("note: " + TerminalText.of(note)));
    }

    static List<String> notes(Map<String, String> environment, Path directory, Path playbook) {
        var notes = new ArrayList<String>();
        Path configuration = directory.resolve(environment.getOrDefault("ANSIBLE_CONFIG", "ansible.cfg"));
        if (Files.isRegularFile(configuration)) {
            notes.add(configuration + " is not read; use flags and the inventory's variables");
        }
        var unread = new TreeSet<>(environment.keySet());
        unread.removeIf(name -> !name.startsWith("ANSIBLE_") || FINE.contains(name));
        if (!unread.isEmpty()) {
            notes.add("not read from the environment: " + String.join(", ", unread)
                    + "; use flags and the inventory's variables");
        }
        Path beside = directory.resolve(playbook).toAbsolutePath().getParent();
        Stream.of(directory.toAbsolutePath(), beside)
                .distinct()
                .flatMap(where -> PYTHON.stream().map(where::resolve))
                .filter(AnsibleLeftovers::holdsPython)
                .forEach(where -> notes.add(where + " is not read: modules and plugins in Python cannot run here"));
        return notes;
    }

    private static boolean holdsPython(Path directory) {
        String[] names = directory.toFile().list((_, name) -> name.endsWith(".py"));
        return names != null && names.length > 0;
    }
}
