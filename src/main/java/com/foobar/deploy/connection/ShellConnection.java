package com.foobar.deploy.connection;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** A host whose commands start in a login shell, whatever lies below: SSH or the controller itself. */
public final class ShellConnection implements HostConnection {
    /** How long the worker may take to say hello; sudo may ask a slow directory first. */
    private static final Duration HELLO_BOUND = Duration.ofSeconds(30);

    private final String host;
    private final ExecLink link;
    private final String shell;
    private final Duration helloBound;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ShellWorker> workers = new HashMap<>();

    /** @param host the inventory's name, for messages */
    public ShellConnection(String host, ExecLink link) {
        this(host, link, "/bin/sh", HELLO_BOUND);
    }

    /** @param patience how long a host may take for a login; the worker may take as long, or longer */
    public static ShellConnection patient(String host, ExecLink link, Duration patience) {
        return new ShellConnection(host, link, "/bin/sh", patience.compareTo(HELLO_BOUND) > 0 ? patience : HELLO_BOUND);
    }

    ShellConnection(String host, ExecLink link, String shell, Duration helloBound) {
        this.host = host;
        this.link = link;
        this.shell = shell;
        this.helloBound = helloBound;
    }

    /** The worker of this user; a new one where the last was given up. */
    @Override
    public Worker worker(Become become) {
        lock.lock();
        try {
            ShellWorker known = workers.get(become.key());
            if (known != null && (known.isUsable() || !link.isOpen())) {
                return known;
            }
            var script = new WorkerScript(shell, link.groupsProcesses());
            var worker =
                    ShellWorker.start(host, become, script, link.exec(script.command()), this::answers, helloBound);
            workers.put(become.key(), worker);
            return worker;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public StepResult stream(Become become, ShellText command, InputStream input, OutputStream output)
            throws IOException {
        var script = new WorkerScript(shell, link.groupsProcesses());
        try (ShellProcess process = link.exec(script.command())) {
            return new ShellStream(host, become, script, process).run(command, input, output, helloBound);
        }
    }

    /** A command that does nothing: a session that is about to close starts none. */
    private boolean answers() {
        try (ShellProcess nothing = link.exec("exit 0")) {
            nothing.input().close();
            return nothing.exitStatus().isPresent();
        } catch (DeployException | IOException gone) {
            return false;
        }
    }

    @Override
    public Tunnel tunnel(String address, int port) throws IOException {
        return link.tunnel(address, port);
    }

    @Override
    public void close() {
        List<ShellWorker> open;
        lock.lock();
        try {
            open = List.copyOf(workers.values());
        } finally {
            lock.unlock();
        }
        open.forEach(ShellWorker::leave);
        open.forEach(ShellWorker::close);
        link.close();
    }

    static Diagnostic givenUp(String host, FrameScanner.Damaged damage) {
        return Diagnostic.of(ErrorCode.PROTOCOL, "`" + host + "`: the connection was given up: " + damage.getMessage())
                .advise("something on the host writes into the session: a start-up file, or a process in the"
                        + " background");
    }

    /** @param status of the shell, or empty where it could not say it any more */
    static Diagnostic killed(String host, String status) {
        String known = status.isEmpty() ? "" : " (status " + status + ")";
        return Diagnostic.of(ErrorCode.WORKER_ENDED, "`" + host + "`: the command ended the shell that ran it" + known)
                .advise("a command may kill only what it has started itself");
    }

    static Diagnostic lost(String host, String why) {
        return Diagnostic.of(ErrorCode.CONNECTION_LOST, "`" + host + "`: the connection broke: " + why)
                .advise("run again: what was done stays done, and the next run carries on from there");
    }
}
