package com.foobar.deploy.lab;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits until started containers are hosts that take logins, and exchanges keys with them. */
final class LabBoot {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final LabOptions options;
    private final ContainerEngine engine;
    private final LabProgress progress;

    LabBoot(LabOptions options, ContainerEngine engine, LabProgress progress) {
        this.options = options;
        this.engine = engine;
        this.progress = progress;
    }

    void await() {
        var files = new LabFiles(options);
        String publicLine = files.loginKey();
        Instant end = Instant.now().plus(PATIENCE);
        progress.step("waiting for systemd and sshd on " + String.join(", ", options.hosts()));
        for (LabHost host : options.labHosts()) {
            awaitCondition(host, "systemd", end, () -> booted(host));
            authorize(host, publicLine);
            awaitCondition(host, "sshd", end, () -> SshPort.answers(host));
        }
        files.writeKnownHosts(hostKeys());
        files.writeInventory();
    }

    private void awaitCondition(LabHost host, String what, Instant end, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw notUp(host, what).toException();
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.of(ErrorCode.ENGINE_FAILED, "interrupted while the lab was starting")
                    .toException(e);
        }
    }

    /** A unit that failed is for the user to see with {@code lab shell}; the host is up all the same. */
    private boolean booted(LabHost host) {
        var answer = engine.run(exec(host, "systemctl", "is-system-running"), Optional.empty());
        String state = answer.out().strip();
        if (state.equals("degraded")) {
            progress.step(host.name() + " is up, but a unit failed: systemctl --failed");
        }
        return state.equals("running") || state.equals("degraded");
    }

    private Diagnostic notUp(LabHost host, String what) {
        Diagnostic diagnostic = Diagnostic.of(
                ErrorCode.ENGINE_FAILED,
                what + " on `" + host.name() + "` is not up after " + PATIENCE.toSeconds() + " s");
        String container = options.containerName(host.name());
        var log = engine.run(List.of("logs", "--tail", "5", container), Optional.empty());
        for (String line : (log.out() + log.error()).lines().limit(5).toList()) {
            diagnostic = diagnostic.advise("it said: " + line);
        }
        return diagnostic.advise("look for yourself: " + engine.name() + " exec -it " + container + " bash");
    }

    private void authorize(LabHost host, String publicLine) {
        List<String> command = List.of(
                "exec",
                "--interactive",
                "--user",
                "deploy",
                options.containerName(host.name()),
                "sh",
                "-c",
                "umask 077 && cat > /home/deploy/.ssh/authorized_keys");
        engine.text(
                command, Optional.of(new ByteArrayInputStream((publicLine + "\n").getBytes(StandardCharsets.UTF_8))));
    }

    private Map<LabHost, List<String>> hostKeys() {
        var keys = new LinkedHashMap<LabHost, List<String>>();
        for (LabHost host : options.labHosts()) {
            String lines = engine.text(exec(host, "sh", "-c", "cat /etc/ssh/ssh_host_*_key.pub"));
            keys.put(host, lines.lines().toList());
        }
        return keys;
    }

    private List<String> exec(LabHost host, String... command) {
        var all = new java.util.ArrayList<String>(List.of("exec", options.containerName(host.name())));
        all.addAll(List.of(command));
        return all;
    }
}
