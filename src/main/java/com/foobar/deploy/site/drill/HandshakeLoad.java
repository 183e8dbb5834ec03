package com.foobar.deploy.site.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads over TLS at a steady rate, each with a handshake of its own, on the load balancer itself. It believes any certificate,
 * since those of a test server are signed by nobody else.
 */
final class HandshakeLoad implements AutoCloseable {
    private static final int TLS_PORT = 443;
    private static final int AT_ONCE = 10;

    private final List<String> failed = new ArrayList<>();
    private final Machines.Background process;
    private int reads;

    HandshakeLoad(DrillSite site, String host, String name, int perSecond) {
        // Line by line, since several write to the same pipe, and what lies in a buffer is lost in the end.
        process = site.start(
                host,
                "for one in $(seq " + AT_ONCE
                        + "); do stdbuf -oL curl -sk --http1.1 --noproxy '*' --connect-to ::127.0.0.1:"
                        + TLS_PORT
                        + " -H 'Connection: close' -m 15 -o /dev/null -w '%{http_code} %{exitcode}\\n' --rate "
                        + perSecond / AT_ONCE + "/s 'https://" + name + "/entries?read=[1-1000000]' & done; wait",
                this::saw);
    }

    private synchronized void saw(String line) {
        reads++;
        if (!line.equals("200 0")) {
            failed.add("status and exit code of curl: " + line);
        }
    }

    /** What came of it; to be asked after {@link #close()}. */
    synchronized Load.Report report() {
        return new Load.Report(reads, List.copyOf(failed), 0, Set.of(), 0, 0);
    }

    @Override
    public void close() {
        process.close();
    }
}
