package com.foobar.deploy.connection.http;

import com.foobar.deploy.connection.HostConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A tunnel that looks like a connected socket, which is what the JDK's TLS is layered on. */
final class TunnelSocket extends Socket {
    private final HostConnection.Tunnel tunnel;

    TunnelSocket(HostConnection.Tunnel tunnel) {
        this.tunnel = tunnel;
    }

    @Override
    public InputStream getInputStream() {
        return tunnel.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return tunnel.output();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    /** Time is kept for the whole exchange, by closing the tunnel. */
    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void shutdownOutput() {}

    @Override
    public void shutdownInput() {}

    @Override
    public synchronized void close() throws IOException {
        tunnel.close();
    }
}
