package com.foobar.deploy.engine.handler;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.host.DueLine;
import com.foobar.deploy.engine.host.DueOnHost;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.value.AtomicFile;
import com.foobar.deploy.value.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Handlers that were notified but not run since the run failed: the next apply of the playbook to the same inventory runs
 * them; hosts of another inventory may have the same names. What the hosts themselves keep is in {@link DueOnHost}.
 */
public final class PendingHandlers {
    private final Path file;

    public PendingHandlers(RunOptions options) {
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

    /** Keeps what a change is about to make due on hosts that keep no note of their own. */
    static void note(RunOptions options, Set<DueLine> lines) {
        synchronized (PendingHandlers.class) {
            var pending = new PendingHandlers(options);
            List<DueLine> kept = pending.read();
            if (kept.addAll(lines.stream().filter(line -> !kept.contains(line)).toList())) {
                pending.write(kept);
            }
        }
    }

    /** Notifies the play's hosts of what is still due from a run that failed. */
    public void restore(PlayState play) {
        for (DueLine line : read()) {
            if (line.play().equals(play.name())) {
                play.hosts().stream()
                        .filter(host -> host.name().equals(line.host()))
                        .forEach(host -> host.notifications().addDue(line.due()));
            }
        }
    }

    /**
     * Keeps what was notified and not run on hosts that failed, and what is due of roles that were left out.
     *
     * @param all on the other hosts too, since the run was stopped
     */
    public void save(PlayState play, Handlers handlers, boolean all) {
        synchronized (PendingHandlers.class) {
            List<DueLine> kept = read();
            List<DueLine> before = List.copyOf(kept);
            kept.removeIf(line -> line.play().equals(play.name())
                    && play.hosts().stream().anyMatch(host -> host.name().equals(line.host())));
            for (HostRun host : play.hosts()) {
                var open = new LinkedHashSet<>(host.notifications().stillDue());
                if (all || host.condition() != HostRun.Condition.ACTIVE) {
                    open.addAll(handlers.open(host));
                }
                open.forEach(due -> kept.add(new DueLine(play.name(), host.name(), due)));
                host.notifications().forget();
            }
            if (!kept.equals(before)) {
                write(kept);
            }
        }
    }

    private List<DueLine> read() {
        try {
            return Files.exists(file) ? new ArrayList<>(DueLine.read(Files.readString(file))) : new ArrayList<>();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void write(List<DueLine> all) {
        try {
            if (all.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.getParent());
            String lines = all.stream().map(due -> due.text() + "\n").collect(Collectors.joining());
            AtomicFile.write(file, lines.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private RuntimeException unusable(IOException e) {
        return Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot keep the handlers that are due in " + file + ": " + e)
                .toException(e);
    }
}
