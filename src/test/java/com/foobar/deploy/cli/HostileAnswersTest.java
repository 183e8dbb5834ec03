package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ssh.EmbeddedSshServer;
import com.foobar.deploy.connection.ssh.ScriptedHost;
import com.foobar.deploy.engine.Modules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that was taken over answers every question of every module with something made to harm. Nothing of it runs on the
 * controller, nothing is written there but where the playbook says, nothing reaches the screen as it is, and every task
 * ends with a result or a clear error. Most of the time of a change is spent watching services, so several run at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileAnswersTest {
    /** Modules that ask no host anything. */
    private static final Set<String> WITHOUT_QUESTIONS =
            Set.of("add_host", "assert", "debug", "fail", "group_by", "include_vars", "meta", "pause", "set_fact");

    private static final String MARK = "MARK";

    /** What frames the answers of several questions that are asked together. */
    private static final Pattern NONCE = Pattern.compile("\\b[0-9a-f]{32}\\b");

    @TempDir
    Path folder;

    /** What a host says to each step. */
    record Lie(String title, String out, String err, int rc) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Lie> lies() {
        String expression = "x' ~ lookup('pipe','touch " + MARK + "') ~ '";
        String template = "{{ lookup('pipe','touch " + MARK + "') }}{% set x = lookup('pipe','touch " + MARK + "') %}";
        String shell = "';touch " + MARK + ";'$(touch " + MARK + ")`touch " + MARK + "`\";touch " + MARK + ";\"";
        return List.of(
                all("nothing", "", 0),
                all("nothing, and it failed", "", 1),
                all("an expression", expression + "\n", 0),
                all("a template", template + "\n", 0),
                all("shell text", shell + "\n", 0),
                all("shell text, and it failed", shell + "\n", 2),
                all("terminal controls", "\u001b]0;owned\u0007\u001b[2J\u001b[1;1Hroot\r\u009b2J\u202e\n", 0),
                all("a path that leads up", "../../../../" + MARK + "\n/../" + MARK + "\n", 0),
                all("numbers out of bounds", "99999999999999999999999999 -1 1e999 0x7f\n".repeat(8), 0),
                all("one line without end", "A".repeat(200_000), 0),
                all("many lines", "a:b:c:d:e\n".repeat(20_000), 0),
                all("fields of a file", "f:81a4:0:0:5:1.0:1.0:1:1:1:" + shell + ":root:/etc/motd\n", 0),
                all("fields that are missing", "f:\nf\n:::::::\n", 0),
                all("JSON", "{\"a\":" + "[".repeat(5_000) + "\n", 0),
                all("nul bytes", "\u0000f:\u0000\u0000\n", 0),
                all("an unknown status", "ok\n", 255),
                all("the status of a refusal", shell + "\n", 75),
                all("the status of what has changed meanwhile", "", 86),
                all("an account", "root:x:0:0:" + template + ":/root:/bin/sh\n", 0),
                all("a unit", "LoadState=loaded\nActiveState=" + shell + "\nUnitFileState=\nId=cron.service\n", 0),
                all("a package", "ii bc " + template + " amd64\nbc\t1.0\tinstalled\n", 0),
                all("rows", "a\tb\n" + expression + "\t" + template + "\n", 0));
    }

    private static Lie all(String title, String text, int rc) {
        return new Lie(title, text, text, rc);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void planIsNotTakenIn(Lie lie) throws Exception {
        run(lie, "plan");
    }

    /** Those that could do harm in a change; each costs the seconds for which services are watched. */
    static List<Lie> liesInChanges() {
        Set<String> titles = Set.of(
                "nothing",
                "an expression",
                "a template",
                "shell text",
                "terminal controls",
                "a path that leads up",
                "rows");
        return lies().stream().filter(lie -> titles.contains(lie.title())).toList();
    }

    @ParameterizedTest
    @MethodSource("liesInChanges")
    void applyIsNotTakenIn(Lie lie) throws Exception {
        run(lie, "apply", "-y");
    }

    /** Questions are answered by this machine's shell, and the answers changed in a place or two: they get further. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void planIsNotTakenInByHalfTruths(int seed) throws Exception {
        var random = new Random(seed);
        run(host -> halfTruths(host, random), "plan");
    }

    private static void halfTruths(ScriptedHost host, Random random) throws IOException {
        host.greeted();
        for (Optional<ScriptedHost.Asked> step = host.next(); step.isPresent(); step = host.next()) {
            Truth truth = truth(step.get().script());
            int rc = random.nextInt(8) == 0 ? 1 : truth.rc();
            host.answer(step.get().sequence(), twisted(truth.out(), random), "", rc);
        }
    }

    /** What this machine's shell says. */
    private record Truth(String out, int rc) {}

    /** Many tasks ask the same, and some questions take this machine's package manager seconds. */
    private static final Map<String, Truth> TRUTHS = new ConcurrentHashMap<>();

    private static Truth truth(String script) {
        Matcher nonce = NONCE.matcher(script);
        if (!nonce.find()) {
            return TRUTHS.computeIfAbsent(script, HostileAnswersTest::ask);
        }
        String same = script.replace(nonce.group(), "0".repeat(nonce.group().length()));
        Truth known = TRUTHS.computeIfAbsent(same, HostileAnswersTest::ask);
        return new Truth(known.out().replace("0".repeat(nonce.group().length()), nonce.group()), known.rc());
    }

    private static Truth ask(String script) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            shell.getOutputStream().close();
            String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Truth(out, shell.onExit().join().exitValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one or two lines dropped, doubled or cut, or a word of theirs replaced by something made to harm. */
    private static String twisted(String text, Random random) {
        List<String> words = lies().stream()
                .map(Lie::out)
                .map(out -> out.lines().findFirst().orElse(""))
                .toList();
        var lines = new ArrayList<>(text.lines().toList());
        for (int i = random.nextInt(3); i > 0 && !lines.isEmpty(); i--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            String word = words.get(random.nextInt(words.size()));
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                case 3 -> lines.set(at, line.replaceFirst("[0-9]+", Matcher.quoteReplacement(word)));
                default -> lines.set(at, line.replaceFirst("[a-z/.-]{2,}", Matcher.quoteReplacement(word)));
            }
        }
        return String.join("\n", lines) + (text.endsWith("\n") ? "\n" : "");
    }

    private void run(Lie lie, String... command) throws Exception {
        run(host -> answer(host, lie), command);
    }

    private void run(ScriptedHost.Role role, String... command) throws Exception {
        var cli = project();
        Set<String> before = files();
        try (var server =
                EmbeddedSshServer.make().takesPassword("right").plays(role).start()) {
            cli.file("known_hosts", server.knownHostsLine() + "\n");
            cli.file("hosts.yml", """
                all:
                  vars: { ansible_password: right, ansible_ssh_known_hosts_file: %s }
                  hosts: { liar: { ansible_host: 127.0.0.1, ansible_port: %d } }
                """.formatted(cli.path("known_hosts"), server.port()));
            String[] words = Stream.concat(
                            Stream.of(command),
                            Stream.of(
                                    cli.path("site.yml").toString(),
                                    "-i",
                                    cli.path("hosts.yml").toString(),
                                    "-v"))
                    .toArray(String[]::new);

            CommandLineFixture.Outcome outcome = cli.run(words);

            assertThat(outcome.exit()).as(outcome.text()).isIn(0, 4, 5, 7);
            assertThat(outcome.text())
                    .doesNotContain("FD9999")
                    .doesNotContain("\u001b")
                    .doesNotContain("\u009b");
        }
        assertThat(Path.of(MARK)).doesNotExist();
        assertThat(files())
                .as("nothing is written but what fetch was told to")
                .allMatch(name -> before.contains(name)
                        || name.equals("known_hosts")
                        || name.equals("hosts.yml")
                        || name.equals("fetched/liar/etc/hostname"));
    }

    private static void answer(ScriptedHost host, Lie lie) throws IOException {
        host.greeted();
        for (Optional<ScriptedHost.Asked> step = host.next(); step.isPresent(); step = host.next()) {
            host.answer(step.get().sequence(), lie.out(), lie.err(), lie.rc());
        }
    }

    private CommandLineFixture project() {
        return new CommandLineFixture(folder)
                .file("site.yml", playbook())
                .file("templates/page.j2", "{{ said.stdout | default('none') }}\n")
                .file("files/run.sh", "#!/bin/sh\nid\n")
                .file("files/a.tar", new byte[10_240]);
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            var names = new TreeSet<String>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> names.add(folder.relativize(file).toString()));
            return names;
        }
    }

    private static String playbook() {
        try (InputStream in =
                Objects.requireNonNull(HostileAnswersTest.class.getResourceAsStream("/hostile/site.yml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyModuleThatAsksAHostIsAmongTheTasks() {
        List<String> tasks = playbook().lines().toList();

        assertThat(new Modules().registry().names())
                .filteredOn(name -> !WITHOUT_QUESTIONS.contains(name))
                .allMatch(name -> tasks.stream().anyMatch(line -> line.startsWith("    - " + name + ":")));
    }
}
