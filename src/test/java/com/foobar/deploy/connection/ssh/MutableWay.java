package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A way to a port on which, from one moment on, nothing gets through, though nobody hangs up. */
final class MutableWay implements AutoCloseable {
    private final ServerSocket entry = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    private volatile boolean mute;

    MutableWay(int port) throws IOException {
        Thread.startVirtualThread(() -> {
            try {
                Socket caller = entry.accept();
                var behind = new Socket("127.0.0.1", port);
                Thread.startVirtualThread(() -> pass(caller, behind));
                pass(behind, caller);
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    int port() {
        return entry.getLocalPort();
    }

    void mute() {
        mute = true;
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8 * 1024];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
                if (!mute) {
                    output.write(buffer, 0, n);
                    output.flush();
                }
            }
        } catch (IOException closed) {
            // One of the two hung up.
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
    }
}
