package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.question.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Handlers that were notified but not run since the run failed: the next apply of the playbook to the same inventory runs
 * them; hosts of another inventory may have the same names. Kept as lines of play, host, what was notified, and the role
 * whose handlers are to run, each URL-encoded.
 */
final class PendingHandlers {
    private static final int PARTS = 4;

    private final Path file;

    PendingHandlers(RunOptions options) {
        file = options.home().resolve("handlers").resolve(name(options) + ".due");
    }

    private static String name(RunOptions options) {
        String inventory = options.inventorySources().stream()
                .map(source -> absolute(Path.of(source)))
                .sorted()
                .collect(Collectors.joining("\n"));
        String both = absolute(options.playbook()) + "\n\n" + inventory;
        return Digests.sha256(both.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /** Notifies the play's hosts of what is still due from a run that failed. */
    void restore(PlayState play) {
        for (String[] due : read()) {
            if (due[0].equals(play.name())) {
                play.hosts().stream()
                        .filter(host -> host.name().equals(due[1]))
                        .forEach(host -> host.notifications().addDue(new Notifications.Due(due[2], due[3])));
            }
        }
    }

    /**
     * Keeps what was notified and not run on hosts that failed, and what is due of roles that were left out.
     *
     * @param all on the other hosts too, since the run was stopped
     */
    void save(PlayState play, Handlers handlers, boolean all) {
        List<String[]> kept = read();
        kept.removeIf(due -> due[0].equals(play.name())
                && play.hosts().stream().anyMatch(host -> host.name().equals(due[1])));
        for (HostRun host : play.hosts()) {
            var open = new LinkedHashSet<>(host.notifications().stillDue());
            if (all || host.condition() != HostRun.Condition.ACTIVE) {
                open.addAll(handlers.open(host));
            }
            open.forEach(due -> kept.add(new String[] {play.name(), host.name(), due.name(), due.role()}));
            host.notifications().forget();
        }
        write(kept);
    }

    private List<String[]> read() {
        var all = new ArrayList<String[]>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ", -1);
                    if (parts.length == PARTS) {
                        all.add(Arrays.stream(parts)
                                .map(PendingHandlers::decode)
                                .toArray(String[]::new));
                    }
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
        return all;
    }

    private void write(List<String[]> all) {
        try {
            if (all.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.getParent());
            List<String> lines = all.stream()
                    .map(due -> Arrays.stream(due).map(PendingHandlers::encode).collect(Collectors.joining(" ")))
                    .toList();
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private RuntimeException unusable(IOException e) {
        return Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot keep the handlers that are due in " + file + ": " + e)
                .toException(e);
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
