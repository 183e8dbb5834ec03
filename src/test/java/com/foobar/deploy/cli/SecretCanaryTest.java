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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets in every channel there is, lets hosts print them back, and looks for them in everything that comes out:
 * both streams, JSON, the records of the run, the command lines of all processes, and files outside of the hosts' own.
 */
class SecretCanaryTest {
    private static final List<String> CANARIES = List.of(
            "canary-vault-value",
            "canary-vault-file",
            "canary-by-name",
            "canary-in-extra",
            "canary-no-log",
            "canary-nested-one",
            "canary-set-fact",
            "canary-in-url",
            // what a host printed, encoded by a filter
            "Y2FuYXJ5LWlu");

    private static final String PLAYBOOK = """
            - hosts: all
              gather_facts: false
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
                  shell: echo "$TOKEN"; tr '\\0' '\\n' < /proc/$$/cmdline; cat /proc/[0-9]*/cmdline | tr '\\0' ' '
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
                - name: it fails
                  shell: echo "no login with {{ vaulted }} {{ app_password }} {{ api_token }}" >&2; exit 3
            """;

    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void plant() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        hosts.add("web");
        hosts.line("here", "ansible_connection: local");
        var password = new Secret("opens");
        cli.file("opens", "opens\n")
                .file(
                        "group_vars/all/vars.yml",
                        "app_password: canary-by-name\nurl_password: canary-in-url\n"
                                + VaultString.yaml(Optional.of("vaulted"), encrypted("canary-vault-value", password)))
                .file("group_vars/all/vault.yml", encrypted("filed: canary-vault-file\n", password));
        Files.createDirectories(folder.resolve("host"));
        cli.file("site.yml", PLAYBOOK.formatted(folder.resolve("host")));
    }

    private static String encrypted(String clear, Secret password) {
        return VaultCipher.encrypt(clear.getBytes(StandardCharsets.UTF_8), password, Optional.empty());
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private CommandLineFixture.Outcome run(String command, String... more) {
        var words = new ArrayList<>(List.of(command, cli.path("site.yml").toString()));
        words.addAll(List.of("-i", cli.path("hosts.yml").toString(), "--vault-password-file"));
        words.add(cli.path("opens").toString());
        words.addAll(List.of("-e", "api_token=canary-in-extra", "-vvv", "--diff"));
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    private static void assertSilent(String what, String text) {
        for (String canary : CANARIES) {
            assertThat(text).as(what).doesNotContain(canary);
        }
    }

    @Test
    void noSecretComesOut() throws IOException {
        assertSilent("plan", run("plan").text());
        CommandLineFixture.Outcome applied = run("apply", "-y").exits(4);
        assertSilent("apply", applied.text());
        applied.says("[secret]", "it fails");
        assertSilent(
                "apply as JSON", run("apply", "-y", "--output", "json").exits(4).text());

        assertThat(cli.read("host/web.conf")).startsWith("a = canary-by-name\nb = prefix canary-vault-value");
        assertThat(cli.read("host/here.processes")).isNotEmpty();
        assertProcessesAreClean("host/web.processes");
        assertProcessesAreClean("host/here.processes");
        assertFilesAreClean();
    }

    /** The task printed its environment's secret too: what is looked at are the command lines behind it. */
    private void assertProcessesAreClean(String file) {
        String lines = new String(java.util.Base64.getDecoder().decode(cli.read(file)), StandardCharsets.UTF_8);
        assertThat(lines).contains("canary-in-extra");
        assertSilent("command lines of " + file, lines.replaceFirst("canary-in-extra", ""));
    }

    /** Everything that a run writes on the controller; the hosts' own files are theirs. */
    private void assertFilesAreClean() throws IOException {
        var looked = new ArrayList<Path>();
        for (Path place : List.of(folder.resolve(".foobar"), Path.of(".foobar"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    files.filter(Files::isRegularFile).forEach(looked::add);
                }
            }
        }
        for (Path file : looked) {
            assertSilent(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
    }
}
