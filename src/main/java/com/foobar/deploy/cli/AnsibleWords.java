package com.foobar.deploy.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What takes the place of words that users know from {@code ansible}, {@code ansible-playbook} and the other commands. */
final class AnsibleWords {
    private static final String MODULES = "a module runs as a task of a playbook: `foobar-deploy apply PLAYBOOK`";
    private static final String SSH = "set `ansible_ssh_common_args` in the inventory, or use ~/.ssh/config";

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("--syntax-check", "`foobar-deploy lint PLAYBOOK` checks the files and touches no host"),
            Map.entry("--flush-cache", "facts are never cached: leave it out"),
            Map.entry("--force-handlers", "set `force_handlers: true` in the play"),
            Map.entry("--module-name", MODULES),
            Map.entry("-m", MODULES),
            Map.entry("--args", MODULES),
            Map.entry("-a", MODULES),
            Map.entry("--module-path", "modules written in Python cannot run here, since hosts need no Python"),
            Map.entry("-M", "modules written in Python cannot run here, since hosts need no Python"),
            Map.entry("--playbook-dir", "give the playbook's path; roles and variables beside it are found"),
            Map.entry("--ssh-common-args", SSH),
            Map.entry("--ssh-extra-args", SSH),
            Map.entry("--scp-extra-args", "files go over the SSH connection itself: leave it out"),
            Map.entry("--sftp-extra-args", "files go over the SSH connection itself: leave it out"),
            Map.entry("--tree", "`--output json` prints results, and `foobar-deploy runs` keeps them"),
            Map.entry("--one-line", "`--output json` prints one line for each result"),
            Map.entry("-o", "`--output json` prints one line for each result"),
            Map.entry("--background", "set `async` and `poll` in the task"),
            Map.entry("-B", "set `async` and `poll` in the task"),
            Map.entry("--poll", "set `async` and `poll` in the task"),
            Map.entry("-P", "set `async` and `poll` in the task"));

    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("playbook", "`foobar-deploy apply PLAYBOOK` runs a playbook"),
            Map.entry("ansible-playbook", "`foobar-deploy apply PLAYBOOK` runs a playbook"),
            Map.entry("run", "`foobar-deploy apply PLAYBOOK` runs a playbook"),
            Map.entry("doc", "`foobar-deploy docs MODULE` explains a module"),
            Map.entry("console", "`foobar-deploy exec PATTERN -- COMMAND` runs a command on hosts"),
            Map.entry("galaxy", "put roles below `roles/`, or name their directory with --roles-path"),
            Map.entry("collection", "put roles below `roles/`, or name their directory with --roles-path"),
            Map.entry("install", "put roles below `roles/`, or name their directory with --roles-path"),
            Map.entry("role", "`foobar-deploy init` makes a project with a role"),
            Map.entry("pull", "runs start from the controller: `foobar-deploy apply PLAYBOOK`"));

    private AnsibleWords() {}

    /** Advice for an option that no command here has, such as {@code --flush-cache}. */
    static Optional<String> option(String word) {
        return Optional.ofNullable(OPTIONS.get(word.replaceFirst("=.*", "")));
    }

    /**
     * Advice for a first word that is no command: a command of Ansible's, a playbook, or the pattern of an ad hoc
     * command.
     *
     * @param words all words of the command line
     */
    static Optional<String> command(List<String> words) {
        String first = words.getFirst();
        String known = COMMANDS.get(first.replaceFirst("^ansible-(?!playbook$)", ""));
        if (known != null) {
            return Optional.of(known);
        }
        if (first.matches(".*\\.ya?ml")) {
            return Optional.of("`foobar-deploy apply " + first + "` runs a playbook, `plan` shows what it would do");
        }
        return words.stream().anyMatch(word -> word.matches("-[ma].*|--(module-name|args).*"))
                ? Optional.of(adHoc(first, module(words)))
                : Optional.empty();
    }

    private static String adHoc(String pattern, String module) {
        return switch (module) {
            case "ping" -> "`foobar-deploy exec " + pattern + " -- true` proves that the hosts can be logged in to";
            case "setup", "gather_facts" -> "`foobar-deploy facts " + pattern + "` shows the facts";
            case "command", "raw" -> "`foobar-deploy exec " + pattern + " -- COMMAND` runs a command";
            case "shell" -> "`foobar-deploy exec " + pattern + " --shell -- TEXT` runs shell text";
            default -> MODULES;
        };
    }

    /** The module of an ad hoc command, {@code command} where none is named. */
    private static String module(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if ((word.equals("-m") || word.equals("--module-name")) && i + 1 < words.size()) {
                return words.get(i + 1);
            }
            if (word.startsWith("--module-name=") || word.matches("-m..*")) {
                return word.replaceFirst("^(--module-name=|-m)", "");
            }
        }
        return "command";
    }
}
