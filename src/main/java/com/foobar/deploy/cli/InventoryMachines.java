package com.foobar.deploy.cli;

import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.HostAccess;
import com.foobar.deploy.site.drill.Machines;
import com.foobar.deploy.site.drill.Power;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * An inventory's hosts over connections that stay open, so that a shell text takes one round trip. What a drill breaks
 * leaves SSH alone.
 */
final class InventoryMachines implements Machines, AutoCloseable {
    /** As ssh says it of a host that it does not reach. */
    private static final int NOT_REACHED = 255;

    private static final Duration LONGEST_DRILL = Duration.ofHours(2);

    private final Map<String, HostAccess> access;
    private final Connector connector;
    private final Map<String, HostConnection> connections = new ConcurrentHashMap<>();

    /** @param connector is closed with this */
    InventoryMachines(Map<String, HostAccess> access, Connector connector) {
        this.access = Map.copyOf(access);
        this.connector = connector;
    }

    /** All hosts can be reached, and root is at work there: to be known before anything is broken. */
    void check() {
        for (String host : access.keySet()) {
            StepResult who = connection(host).worker(access(host).become()).run(step("id -u"));
            if (!who.text().strip().equals("0")) {
                throw Diagnostic.of(ErrorCode.USAGE, "drills work as root, and on `" + host + "` they would not")
                        .advise("the inventory says who is become, by ansible_become and ansible_become_user")
                        .toException();
            }
        }
    }

    @Override
    public Outcome run(String host, String script) {
        try {
            StepResult result = connection(host).worker(access(host).become()).run(step(script));
            return new Outcome(result.rc(), result.text(), result.errorText());
        } catch (DeployException e) {
            forget(host);
            return new Outcome(NOT_REACHED, "", e.diagnostic().message());
        }
    }

    /** On a connection of its own: its end takes the process with it, and the host's limit of sessions is not met. */
    @Override
    public Background start(String host, String script, Consumer<String> lines) {
        HostConnection own = connector.open(access(host).settings());
        try {
            WorkerStep step = step("exec 2>/dev/null\n" + script)
                    .within(LONGEST_DRILL)
                    .keeping(0)
                    .watchedBy(new Lines(lines));
            var _ = own.worker(access(host).become()).submit(step);
            return own::close;
        } catch (DeployException e) {
            own.close();
            throw e;
        }
    }

    @Override
    public Optional<Power> power() {
        return Optional.empty();
    }

    private static WorkerStep step(String script) {
        return WorkerStep.reading(ShellText.userCode(script));
    }

    private HostAccess access(String host) {
        return Objects.requireNonNull(access.get(host), host);
    }

    private HostConnection connection(String host) {
        return connections.computeIfAbsent(
                host, name -> connector.open(access(name).settings()));
    }

    /** The next text opens a new one. */
    private void forget(String host) {
        HostConnection broken = connections.remove(host);
        if (broken != null) {
            broken.close();
        }
    }

    @Override
    public void close() {
        connections.values().forEach(HostConnection::close);
        connector.close();
    }

    /** Cuts what comes in pieces into lines. The end of a line comes with the next one: it could begin a worker's frame. */
    private static final class Lines implements WorkerStep.Watch {
        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void printed(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n') {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(bytes[i]);
                }
            }
        }
    }
}
