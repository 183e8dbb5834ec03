package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says of each task is what the apply then does: a small playbook in each line, by a real shell. */
class PlanTruthTest {
    @TempDir
    Path folder;

    /** @param expected the last task's status, in the plan and in the apply */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        copy into a missing directory         | FAILED  | copy: { dest: R/none/a, content: x }
        template into a missing directory     | FAILED  | template: { src: R/t.j2, dest: R/none/b }
        line that makes its directory         | CHANGED | lineinfile: { path: R/none/c, line: c, create: true }
        touch in a missing directory          | FAILED  | file: { path: R/none/d, state: touch }
        link in a missing directory           | FAILED  | file: { path: R/none/e, src: /etc/passwd, state: link }
        hard link in a missing directory      | FAILED  | file: { path: R/none/e, src: R/file, state: hard }
        hard link to what is not there        | FAILED  | file: { path: R/e, src: R/nofile, state: hard }
        download to a missing directory       | FAILED  | get_url: { url: http://127.0.0.1:9/f, dest: R/none/f }
        answer to a missing directory         | FAILED  | uri: { url: http://127.0.0.1:9/f, dest: R/none/f }
        answer in a missing directory         | FAILED  | uri: { url: http://127.0.0.1:9/f, dest: R/none/ }
        unknown owner of an answer            | FAILED  | uri: { url: http://127.0.0.1:9/f, dest: R/f, owner: nosuchuser }
        replace in a missing file             | FAILED  | replace: { path: R/nofile, regexp: a, replace: b }
        command in a missing directory        | FAILED  | command: { cmd: touch made, chdir: R/none }
        shell in a missing directory          | FAILED  | shell: { cmd: echo x > made, chdir: R/none }
        unknown owner of a file               | FAILED  | copy: { dest: R/g, content: x, owner: nosuchuser }
        unknown group of a file               | FAILED  | copy: { dest: R/g, content: x, group: nosuchgroup }
        unknown owner of a directory          | FAILED  | file: { path: R/dir, state: directory, owner: nosuchuser }
        unknown owner of what is there        | FAILED  | file: { path: R/file, owner: nosuchuser }
        unknown owner below a directory       | FAILED  | file: { path: R/full, recurse: true, owner: nosuchuser }
        directory over a file                 | FAILED  | file: { path: R/file, state: directory }
        directory below a file                | FAILED  | file: { path: R/file/dir, state: directory }
        file below a file                     | FAILED  | copy: { dest: R/file/f, content: x }
        file over a directory                 | FAILED  | copy: { dest: R/full, content: x }
        link over a full directory            | FAILED  | file: { path: R/full, src: file, state: link, force: true }
        link over a file                      | FAILED  | file: { path: R/file, src: full, state: link }
        link to what is not there             | FAILED  | file: { path: R/l, src: nowhere, state: link }
        link that leads to itself             | CHANGED | file: { path: R/file, src: file, state: link, force: true }
        unpacked into a missing directory     | FAILED  | unarchive: { src: R/nothing.tar, dest: R/none }
        unknown user of a key                 | FAILED  | authorized_key: { user: nosuchuser, key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEkpWjFGkkNkpV2ldR5Wgqzm9OhTMTXzX7DN6p9T9fWa }
        attributes of a missing file          | FAILED  | file: { path: R/nofile, mode: '0600' }
        line of a missing file                | FAILED  | lineinfile: { path: R/nofile, line: a }
        copy of a missing file of the host    | FAILED  | copy: { remote_src: true, src: R/nofile, dest: R/x }
        fetch of a missing file               | FAILED  | fetch: { src: R/nofile, dest: R/fetched, flat: true }
        slurp of a missing file               | FAILED  | slurp: { src: R/nofile }
        temporary file in a missing directory | FAILED  | tempfile: { path: R/none, state: file }
        block that makes its directory        | CHANGED | blockinfile: { path: R/none/b, block: x, create: true }
        keys in a missing directory           | FAILED  | authorized_key: { user: root, path: R/none/k, manage_dir: false, key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEkpWjFGkkNkpV2ldR5Wgqzm9OhTMTXzX7DN6p9T9fWa }
        keys that make their directory        | CHANGED | authorized_key: { user: root, path: R/none/k, key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEkpWjFGkkNkpV2ldR5Wgqzm9OhTMTXzX7DN6p9T9fWa }
        clone into a missing directory        | CHANGED | git: { repo: R/repo, dest: R/none/deep/clone }
        clone below a file                    | FAILED  | git: { repo: R/repo, dest: R/file/clone }
        script in a missing directory         | FAILED  | script: { cmd: R/run.sh, chdir: R/none }
        host's archive in a missing directory | FAILED  | unarchive: { src: R/x.tar, dest: R/none, remote_src: true }
        archive in a missing directory        | FAILED  | unarchive: { src: R/x.tar, dest: R/none }
        fetch to below a file                 | FAILED  | fetch: { src: R/file, dest: R/file/f, flat: true }
        fetch over a directory                | FAILED  | fetch: { src: R/file, dest: R/full, flat: true }
        fetch that makes its directory        | CHANGED | fetch: { src: R/file, dest: R/none/f, flat: true }
        tree below a file                     | FAILED  | copy: { src: R/full, dest: R/file/ }
        tree of the host below a file         | FAILED  | copy: { src: R/full, dest: R/file/, remote_src: true }
        unknown time zone                     | FAILED  | timezone: { name: No/Such }
        unknown user of a crontab             | FAILED  | cron: { name: x, job: 'true', user: nosuchuser }
        unknown primary group of a new user   | FAILED  | user: { name: nosuchuser, group: nosuchgroup }
        number of another user                | FAILED  | user: { name: nosuchuser, uid: 0, create_home: false }
        user that takes another's number      | FAILED  | user: { name: nobody, uid: 0, create_home: false }
        number of another group               | FAILED  | group: { name: nosuchgroup, gid: 0 }
        group that takes another's number     | FAILED  | group: { name: nogroup, gid: 0 }
        primary group of a user               | FAILED  | group: { name: nogroup, state: absent }
        unknown unit                          | FAILED  | service: { name: nosuchunit, state: started }
        unknown unit that is read first       | FAILED  | systemd: { name: nosuchunit, state: restarted, daemon_reload: true }
        unknown key of the kernel             | FAILED  | sysctl: { name: no.such.key, value: 1, sysctl_file: R/s.conf }
        unknown key that is set at once       | FAILED  | sysctl: { name: no.such.key, value: 1, sysctl_file: R/s.conf, sysctl_set: true, reload: false }
        unknown key that is only kept         | CHANGED | sysctl: { name: no.such.key, value: 1, sysctl_file: R/s.conf, reload: false }
        unknown key that is passed over       | CHANGED | sysctl: { name: no.such.key, value: 1, sysctl_file: R/s.conf, ignoreerrors: true }
        unknown key in the same file          | FAILED  | sysctl: { name: kernel.ostype, value: Linux, sysctl_file: R/other.conf }
        file of the kernel's keys elsewhere   | CHANGED | sysctl: { name: no.such.key, value: 1, sysctl_file: R/none/s.conf, reload: false }
        directories with parents              | CHANGED | file: { path: R/a/b/c, state: directory }
        """)
    void aSingleTask(String name, String expected, String task) throws Exception {
        compare("- { name: %s, %s }".formatted(name, task.strip()), name, Status.valueOf(expected.strip()));
    }

    @Test
    void pathsByLinksThatThePlanHasJustMade() throws Exception {
        compare("""
            - { name: release, file: { path: R/releases/1, state: directory } }
            - { name: relative link, file: { src: releases/1, dest: R/current, state: link } }
            - { name: absolute link, file: { src: R/releases/1, dest: R/currentabs, state: link } }
            - { name: directory below the absolute link, file: { path: R/currentabs/log, state: directory } }
            - { name: file below the absolute link, copy: { dest: R/currentabs/file, content: "x\\n" } }
            - { name: the relative link is a directory, file: { path: R/current, state: directory, mode: "0755" } }
            - { name: file below the relative link, copy: { dest: R/current/file2, content: "x\\n" } }
            - { name: attributes by the link, file: { path: R/current/file2, mode: "0600" } }
            - { name: look, stat: { path: R/current/file2, follow: true }, register: s }
            - { name: is there, assert: { that: [s.stat.exists, s.stat.mode == '0600'] } }
            - { name: link to a file, file: { src: file2, dest: R/releases/1/alias, state: link } }
            - { name: edited by the link, lineinfile: { path: R/current/alias, line: y } }
            - { name: two steps, file: { src: current, dest: R/live, state: link } }
            - { name: edited in two steps, lineinfile: { path: R/live/alias, line: z } }
            - { name: by the real name, lineinfile: { path: R/releases/1/file2, line: z } }
            - { name: sites, file: { path: "R/{{ item }}", state: directory }, loop: [available, enabled] }
            - { name: site, copy: { dest: R/available/site, content: "s\\n" } }
            - { name: enabled, file: { src: ../available/site, dest: R/enabled/site, state: link } }
            - { name: same by the link, copy: { dest: R/enabled/site, content: "s\\n", follow: true } }
            """, "same by the link", Status.OK);
    }

    @Test
    void whatFindSeesOfPlannedFiles() throws Exception {
        compare("""
            - { name: directory, file: { path: R/new.d, state: directory } }
            - { name: a, copy: { dest: R/new.d/a.conf, content: a } }
            - { name: b, copy: { dest: R/new.d/b.conf, content: b } }
            - { name: gone, file: { path: R/new.d/b.conf, state: absent } }
            - { name: inner, file: { path: R/full/inner, state: absent } }
            - { name: found, find: { paths: R/new.d }, register: f }
            - { name: empty, find: { paths: R/full, file_type: any }, register: g }
            - { name: as many, assert: { that: [f.matched == 1, g.matched == 0] } }
            - { name: copies, copy: { dest: "R/copy-of-{{ item.path | basename }}", content: x }, loop: "{{ f.files }}" }
            - { name: content, slurp: { src: R/new.d/a.conf }, register: s }
            - { name: out of it, copy: { dest: R/slurped, content: "{{ s.content | b64decode }}" } }
            """, "out of it", Status.CHANGED);
    }

    @Test
    void aFileThatAPlanCopiesOnTheHostHasItsContent() throws Exception {
        compare("""
            - { name: copied, copy: { remote_src: true, src: R/file, dest: R/copied } }
            - { name: edited, replace: { path: R/copied, regexp: "tent", replace: "x" } }
            - { name: read, slurp: { src: R/copied }, register: s }
            - { name: out of it, copy: { dest: R/again, content: "{{ s.content | b64decode }}" } }
            """, "out of it", Status.CHANGED);
    }

    @Test
    void aFileOfUnknownContentIsNotTakenAsUnreadable() throws Exception {
        Files.writeString(folder.resolve("large"), "x\n".repeat(200_000));
        Files.createDirectories(folder.resolve("tree"));
        Files.writeString(folder.resolve("tree/in"), "x\n");
        var run = new RunFixture(folder);
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
                - { name: sent, copy: { src: R/large, dest: R/sent } }
                - { name: edited, lineinfile: { path: R/sent, line: y } }
                - { name: read, slurp: { src: R/sent } }
                - { name: copied, copy: { remote_src: true, src: R/tree/, dest: R/other } }
                - { name: edited there, lineinfile: { path: R/other/in, line: y } }
            """.replace("R/", folder + "/");
        run.plan(playbook);
        for (String task : List.of("edited", "read", "edited there")) {
            assertThat(run.outcome("one", task).status())
                    .as(task + run.failures())
                    .isNotEqualTo(Status.FAILED);
        }
        run.apply(playbook);
        assertThat(run.outcome("one", "edited there").status())
                .as(run.failures())
                .isEqualTo(Status.CHANGED);
    }

    @Test
    void whatIsMissingMayBeMadeOrTakenAwayBefore() throws Exception {
        compare("""
            - { name: directory, file: { path: R/one/two, state: directory } }
            - { name: inside, copy: { dest: R/one/two/a, content: x } }
            - { name: command, command: { cmd: touch made, chdir: R/one/two, creates: made } }
            - { name: gone, file: { path: R/one, state: absent } }
            - { name: no more, copy: { dest: R/one/two/a, content: x } }
            """, "no more", Status.FAILED);
    }

    @Test
    void numbersOfAccountsThatThePlanHasJustGiven() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - { name: group, group: { name: nosuchgroup, gid: 765432 } }
                - { name: group of its number, user: { name: nosuchuser, uid: 765432, group: "765432" } }
                - { name: other group, group: { name: nosuchother, gid: 765432 }, ignore_errors: true }
                - { name: shared group, group: { name: nosuchother, gid: 765432, non_unique: true } }
                - { name: other user, user: { name: nosuchother, uid: 765432, group: nosuchgroup }, ignore_errors: true }
                - { name: shared user, user: { name: nosuchother, uid: 765432, non_unique: true, group: nosuchgroup } }
                - { name: same user, user: { name: nosuchuser, uid: 765433 } }
                - { name: still shared, user: { name: nosuchthird, uid: 765432, group: nosuchgroup }, ignore_errors: true }
                - { name: deleted, user: { name: nosuchother, state: absent } }
                - { name: free again, user: { name: nosuchthird, uid: 765432, group: nosuchgroup } }
                - { name: group gone, group: { name: nosuchgroup, state: absent, force: true } }
                - { name: free group, group: { name: nosuchthird, gid: 765432 } }
            """);
        for (String task : List.of("other group", "other user", "still shared")) {
            assertThat(run.outcome("one", task).status()).as(task).isEqualTo(Status.IGNORED);
        }
        for (String task : List.of(
                "group",
                "group of its number",
                "shared group",
                "shared user",
                "same user",
                "free again",
                "free group")) {
            assertThat(run.outcome("one", task).status())
                    .as(task + run.failures())
                    .isEqualTo(Status.CHANGED);
        }
    }

    @Test
    void aUserThatThePlanHasChangedIsSoForTheNextTask() {
        for (String change : List.of(
                "comment: first, shell: /bin/dash",
                "home: /srv/nosuchhome, create_home: false",
                "uid: 765432, create_home: false",
                "group: games, create_home: false",
                "groups: [games, mail]",
                "expires: 86400",
                "password_lock: true",
                "password: 'x'",
                "password: 'x', password_lock: true",
                "password_expire_max: 10, password_expire_min: 2, password_expire_warn: 3")) {
            var run = new RunFixture(folder);
            run.plan("""
                - hosts: one
                  gather_facts: false
                  tasks:
                    - { name: first, user: { name: daemon, %1$s } }
                    - { name: second, user: { name: daemon, %1$s } }
                """.formatted(change));
            assertThat(run.outcome("one", "first").status()).as(change).isEqualTo(Status.CHANGED);
            assertThat(run.outcome("one", "second").status()).as(change).isEqualTo(Status.OK);
        }
    }

    /** As userdel and groupdel do: the first takes the user's own group along, the second refuses a primary group. */
    @Test
    void groupsOfUsersThatThePlanAddsAndDeletes() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - { name: delete a user, user: { name: games, state: absent } }
                - { name: own group, group: { name: games, state: absent } }
                - { name: add a group, group: { name: nosuchgroup } }
                - { name: add a user, user: { name: nosuchuser, group: nosuchgroup } }
                - { name: add another, user: { name: nosuchother } }
                - { name: used, group: { name: nosuchgroup, state: absent }, ignore_errors: true }
                - { name: used elsewhere, group: { name: nosuchother, state: absent }, ignore_errors: true }
                - { name: by force, group: { name: nosuchother, state: absent, force: true } }
                - { name: leave it, user: { name: nosuchuser, group: mail } }
                - { name: no longer used, group: { name: nosuchgroup, state: absent } }
                - { name: delete the user, user: { name: nosuchuser, state: absent } }
                - { name: no own group, group: { name: mail, state: absent }, ignore_errors: true }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .contains(
                        "one own group: OK",
                        "one used: IGNORED",
                        "one used elsewhere: IGNORED",
                        "one by force: CHANGED",
                        "one no longer used: CHANGED",
                        "one no own group: IGNORED");
    }

    @Test
    void factsFromBeforePlannedChangesAreDoubtful() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - name: passwd before
                  getent: { database: passwd, key: nosuchuser, fail_key: false }
                - name: before
                  debug: { msg: x }
                  when: ansible_facts.getent_passwd.nosuchuser is not none
                - name: user
                  user: { name: nosuchuser }
                - name: passwd
                  getent: { database: passwd, key: nosuchuser, fail_key: false }
                - name: where the user exists
                  debug: { msg: x }
                  when: getent_passwd.nosuchuser is not none
                - name: by the facts
                  debug: { msg: x }
                  when: ansible_facts.getent_passwd.nosuchuser is not none
                - name: unit
                  copy: { dest: /etc/systemd/system/nosuch.service, content: "[Service]\nExecStart=/bin/true\n" }
                - service_facts:
                - name: where the unit exists
                  debug: { msg: x }
                  when: "'nosuch.service' in ansible_facts.services"
            """);
        assertThat(run.outcome("one", "before").status()).as(run.failures()).isEqualTo(Status.SKIPPED);
        assertThat(run.outcome("one", "where the user exists").status()).isEqualTo(Status.CONDITIONAL);
        assertThat(run.outcome("one", "by the facts").status()).isEqualTo(Status.CONDITIONAL);
        assertThat(run.outcome("one", "where the unit exists").status()).isEqualTo(Status.CONDITIONAL);
    }

    private void makeSources() throws Exception {
        String script = """
            git init -q repo && cd repo && echo a > a && git add a &&
              git -c user.name=t -c user.email=t@example.org commit -q -m a && cd .. && tar -cf x.tar file
            """;
        Process process = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** As with Ansible it counts as no change that systemd reads its units again: in an apply, and so in a plan. */
    @Test
    void whatCountsAsNoChangeIsNoneInThePlan() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - { name: read again, systemd: { daemon_reload: true }, register: r }
                - { name: so it is, assert: { that: r is not changed } }
            """);
        assertThat(run.outcome("one", "read again").status()).isEqualTo(Status.OK);
        assertThat(run.outcome("one", "so it is").status()).isEqualTo(Status.OK);
    }

    /** What a command that has not run would write is known to be a file, but not what would be in it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        lineinfile  | UNKNOWN     | path: R/made, line: x
        lineinfile  | UNKNOWN     | path: R/made, line: x, create: true
        lineinfile  | UNKNOWN     | path: R/made, regexp: x, state: absent
        blockinfile | UNKNOWN     | path: R/made, block: x
        blockinfile | UNKNOWN     | path: R/made, block: x, create: true
        replace     | UNKNOWN     | path: R/made, regexp: x, replace: z
        copy        | CONDITIONAL | dest: R/made, content: x
        copy        | UNKNOWN     | dest: R/copied, src: R/made, remote_src: true
        slurp       | UNKNOWN     | src: R/made
        file        | CHANGED     | path: R/made, state: absent
        file        | CHANGED     | path: R/made, state: touch
        stat        | OK          | path: R/made
        """)
    void whatACommandWrites(String module, Status expected, String arguments) {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - { name: command, command: { cmd: touch R/made, creates: R/made } }
                - { name: next, %s: { %s } }
            """.formatted(module, arguments.strip()).replace("R/", folder + "/"));
        assertThat(run.outcome("one", "next").status()).as(run.failures()).isEqualTo(expected);
    }

    private void compare(String tasks, String last, Status expected) throws Exception {
        Files.createDirectories(folder.resolve("full/inner"));
        var run = new RunFixture(folder)
                .file("file", "content\n")
                .file("t.j2", "x\n")
                .file("run.sh", "#!/bin/sh\necho x > made\n")
                .file("other.conf", "-no.such.option=1\nno.such.other=1\n");
        if (tasks.contains("R/repo") || tasks.contains("R/x.tar")) {
            makeSources();
        }
        String playbook = "- hosts: one\n  gather_facts: false\n  tasks:\n"
                + tasks.replace("R/", folder + "/").indent(4);
        run.plan(playbook);
        var planned = run.outcomes();
        String plannedFailures = run.failures();
        run.apply(playbook);
        assertThat(run.outcome("one", last).status()).as(run.failures()).isEqualTo(expected);
        assertThat(planned).as("%s%n%s", plannedFailures, run.failures()).isEqualTo(run.outcomes());
    }
}
