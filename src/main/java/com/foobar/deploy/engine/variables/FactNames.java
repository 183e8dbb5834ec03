package com.foobar.deploy.engine.variables;

import java.util.Set;

/** Tells names that may be facts from the settings that are also called {@code ansible_...}. */
final class FactNames {
    private static final Set<String> SETTINGS = Set.of(
            "ansible_host",
            "ansible_port",
            "ansible_user",
            "ansible_password",
            "ansible_connection",
            "ansible_private_key_file",
            "ansible_timeout",
            "ansible_pipelining",
            "ansible_executable",
            "ansible_remote_tmp",
            "ansible_group_priority",
            "ansible_host_key_checking",
            "ansible_check_mode",
            "ansible_managed",
            "ansible_loop",
            "ansible_loop_var",
            "ansible_index_var",
            "ansible_failed_task",
            "ansible_failed_result",
            "ansible_async_dir",
            "ansible_no_log",
            "ansible_delegated_vars",
            "ansible_known_hosts");

    private FactNames() {}

    static boolean maybeFact(String name) {
        return name.equals("ansible_facts")
                || name.startsWith("ansible_")
                        && !SETTINGS.contains(name)
                        && !name.startsWith("ansible_ssh_")
                        && !name.startsWith("ansible_become")
                        && !name.startsWith("ansible_sudo")
                        && !name.startsWith("ansible_su_")
                        && !name.startsWith("ansible_shell_")
                        && !name.endsWith("_interpreter");
    }
}
