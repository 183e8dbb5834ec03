package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.vault.VaultCipher;
import com.foobar.deploy.value.vault.VaultString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project with secrets in every channel there is, whose tasks let the hosts print them back, and what looks for them
 * afterwards. Hosts write below {@code host} in the project's directory, whichever machine they are.
 */
final class CanaryProject {
    static final String ENVIRONMENT = "canary-in-facts";

    private static final List<String> CANARIES = List.of(
            "canary-vault-value",
            "canary-vault-file",
            "canary-by-name",
            "canary-in-extra",
            "canary-no-log",
            "canary-nested-one",
            "canary-set-fact",
            "canary-in-url",
            "canary-old-line",
            "canary-local-fact",
            "canary-of-sudo",
            ENVIRONMENT,
            // what a host printed, encoded by a filter
            "Y2FuYXJ5LWlu");

    /** Fails at its end. */
    private static final String PLAYBOOK = """
        - hosts: all
          roles: [guard]
          vars:
            derived: "prefix {{ vaulted }} suffix"
            service: { user: app, token: canary-nested-one }
          tasks:
            - name: an argument of a command
              command: echo {{ vaulted }} {{ app_password }} {{ filed }}
              register: echoed
            - name: what a host prints of it
              debug: { var: echoed }
            - name: by the environment
              shell: echo "$TOKEN"; tr '\\0' '\\n' < /proc/$$/cmdline; grep -aohi -e 'canary[-a-z]*' -e 'Y2FuYXJ5[0-9A-Za-z]*' /proc/[0-9]*/cmdline; true
              environment: { TOKEN: "{{ api_token }}" }
              register: lines
            - name: command lines of this machine
              copy: { content: "{{ lines.stdout | b64encode }}", dest: "%1$s/{{ inventory_hostname }}.processes" }
            - name: derived values
              debug: { msg: "{{ derived }} {{ service.token }} {{ service }} {{ [vaulted] | join('-') | upper | lower }}" }
            - name: a fact
              set_fact: { my_secret: "{{ 'canary-set' ~ '-fact' }}" }
            - debug: { msg: "{{ my_secret }}" }
            - debug: { var: "hostvars[inventory_hostname]" }
            - name: a file
              copy:
                content: "a = {{ app_password }}\\nb = {{ derived }}\\n"
                dest: "%1$s/{{ inventory_hostname }}.conf"
                mode: "0600"
            - name: read back
              command: cat %1$s/{{ inventory_hostname }}.conf
              register: conf
            - debug: { msg: "{{ conf.stdout_lines }}" }
            - name: hidden
              shell: echo canary-no-log
              no_log: true
              register: hidden
            - debug: { msg: "{{ hidden.stdout }}" }
            - name: hidden in a loop
              command: echo {{ item.password }}
              loop: [{ user: a, password: "{{ vaulted }}" }]
            - name: a warning
              fail: { msg: "wrong: {{ app_password }}" }
              ignore_errors: true
            - name: an address
              get_url: { url: "http://app:{{ url_password }}@127.0.0.1:9/x", dest: "%1$s/x" }
              ignore_errors: true
            - name: a line
              lineinfile: { path: "%1$s/{{ inventory_hostname }}.lines", line: "key {{ vaulted }}", create: true }
            - name: a block
              blockinfile: { path: "%1$s/{{ inventory_hostname }}.lines", block: "one {{ filed }}\\ntwo {{ derived }}" }
            - name: other words
              replace: { path: "%1$s/{{ inventory_hostname }}.lines", regexp: key (.*), replace: "other {{ app_password }}" }
            - name: a template
              template: { src: site.conf.j2, dest: "%1$s/{{ inventory_hostname }}.jinja" }
            - name: a Mustache template
              template: { src: site.conf.mustache, dest: "%1$s/{{ inventory_hostname }}.mustache" }
            - name: a request
              uri: { url: "http://127.0.0.1:9/", headers: { Authorization: "Bearer {{ vaulted }}" }, body: "{{ service }}", body_format: json, method: POST }
              ignore_errors: true
            - name: facts of the host
              setup: {}
              register: read
            - debug: { msg: "{{ ansible_env }} {{ ansible_facts.env.DB_PASSWORD | default('') }} {{ ansible_local | default('') }}" }
            - debug: { msg: "{{ ansible_env }}" }
            - debug: { msg: "{{ ansible_env.values() | list }}" }
            - debug: { msg: "{{ ansible_local }}" }
              when: ansible_local is defined
            - debug: { var: read }
            - name: it fails
              shell: echo "no login with {{ vaulted }} {{ app_password }} {{ api_token }}" >&2; exit 3
        """;

    private static final String ROLE = """
        - name: of a role
          command: echo {{ app_password }} {{ guarded_token }}
        """;

    private static final String CHECKS = """
        - name: a check that passes
          command: echo {{ vaulted }}
          register: seen
          changed_when: false
        - name: a check that fails
          assert: { that: "'{{ app_password }}' in seen.stdout", fail_msg: "seen {{ seen.stdout }} {{ guarded_token }}" }
        - name: a request that fails
          uri: { url: "http://app:{{ url_password }}@127.0.0.1:9/" }
        """;

    private static final String TEMPLATE = """
        key = {{ app_password }}
        other = {{ derived }} {{ service.token }}
        """;

    private final CommandLineFixture cli;
    private final Path folder;

    CanaryProject(CommandLineFixture cli) {
        this.cli = cli;
        this.folder = cli.path("");
    }

    /** Writes the project's files, but for the inventory. */
    void plant() throws IOException {
        var password = new Secret("opens");
        cli.file("opens", "opens\n")
                .file(
                        "group_vars/all/vars.yml",
                        "app_password: canary-by-name\nurl_password: canary-in-url\n"
                                + VaultString.yaml(Optional.of("vaulted"), encrypted("canary-vault-value", password)))
                .file("group_vars/all/vault.yml", encrypted("filed: canary-vault-file\n", password))
                .file("roles/guard/defaults/main.yml", "guarded_token: canary-nested-one\n")
                .file("roles/guard/tasks/main.yml", ROLE)
                .file("roles/guard/tasks/verify.yml", CHECKS)
                .file("templates/site.conf.j2", TEMPLATE)
                .file("templates/site.conf.mustache", TEMPLATE)
                .file("site.yml", PLAYBOOK.formatted(hostFolder()));
        Files.createDirectories(hostFolder());
    }

    Path hostFolder() {
        return folder.resolve("host");
    }

    private static String encrypted(String clear, Secret password) {
        return VaultCipher.encrypt(clear.getBytes(StandardCharsets.UTF_8), password, Optional.empty());
    }

    /** A command on the playbook, with all its verbosity. */
    CommandLineFixture.Outcome run(String command, String... more) {
        var words = new ArrayList<>(List.of(command, cli.path("site.yml").toString()));
        words.addAll(options());
        words.addAll(List.of("-vvv", "--diff"));
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    /** The inventory, what opens the vault, and a secret on the command line. */
    List<String> options() {
        return List.of(
                "-i",
                cli.path("hosts.yml").toString(),
                "--vault-password-file",
                cli.path("opens").toString(),
                "-e",
                "api_token=canary-in-extra");
    }

    static void assertSilent(String what, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String canary : CANARIES) {
            assertThat(lower).as(what).doesNotContain(canary.toLowerCase(Locale.ROOT));
        }
    }

    /** The task printed its environment's secret too: what is looked at are the command lines behind it. */
    static void assertProcessesAreClean(String host, String encoded) {
        String lines = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        assertThat(lines).contains("canary-in-extra");
        assertSilent("command lines of " + host, lines.replaceFirst("canary-in-extra", ""));
    }

    /** Everything that runs write on the controller; the hosts' own files are theirs. */
    void assertFilesAreClean(Path... places) throws IOException {
        var looked = new ArrayList<Path>();
        for (Path place : places) {
            if (Files.exists(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    files.filter(Files::isRegularFile).forEach(looked::add);
                }
            }
        }
        assertThat(looked).isNotEmpty();
        for (Path file : looked) {
            assertSilent(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
    }
}
