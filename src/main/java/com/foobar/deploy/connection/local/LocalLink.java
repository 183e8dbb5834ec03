package com.foobar.deploy.connection.local;

import com.foobar.deploy.connection.ExecLink;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellProcess;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Starts commands on the controller, each in a process group of its own, since a worker ends by killing its group. */
public final class LocalLink implements ExecLink {
    private static final Optional<Path> SETSID = onPath("setsid");

    private final String host;
    private final Set<LocalProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /** @param host the inventory's name, for messages */
    public LocalLink(String host) {
        this.host = host;
    }

    @Override
    public ShellProcess exec(String command) {
        try {
            Process process = new ProcessBuilder(line(command)).start();
            var started = new LocalProcess(process, SETSID.isPresent(), running::remove);
            running.add(started);
            return started;
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.CONNECTION_FAILED, "`" + host + "`: cannot start /bin/sh: " + e.getMessage())
                    .toException(e);
        }
    }

    @Override
    public HostConnection.Tunnel tunnel(String address, int port) throws IOException {
        return HostConnection.direct(new Socket(address, port));
    }

    @Override
    public boolean groupsProcesses() {
        return SETSID.isPresent();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        List.copyOf(running).forEach(LocalProcess::close);
    }

    private static List<String> line(String command) {
        var words = new ArrayList<String>();
        SETSID.map(Path::toString).ifPresent(words::add);
        words.addAll(List.of("/bin/sh", "-c", command));
        return words;
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
