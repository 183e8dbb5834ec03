package com.foobar.deploy.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ansible.cfg is not read; whoever comes from Ansible is told so, not left to wonder. */
final class AnsibleConfiguration {
    private AnsibleConfiguration() {}

    static void mention(PrintWriter err) {
        String named = System.getenv("ANSIBLE_CONFIG");
        Path file = named == null ? Path.of("ansible.cfg") : Path.of(named);
        if (Files.isRegularFile(file)) {
            err.println("note: " + file + " is not read; use flags and the inventory's variables");
        }
    }
}
