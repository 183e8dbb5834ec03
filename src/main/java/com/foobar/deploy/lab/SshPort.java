package com.foobar.deploy.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks whether an SSH server answers; the engine's proxy takes connections before there is one behind it. */
final class SshPort {
    private static final int PATIENCE_MILLIS = 2000;
    private static final byte[] GREETING = "SSH-2.0-".getBytes(StandardCharsets.US_ASCII);

    private SshPort() {}

    static boolean answers(LabHost host) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.sshPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] first = socket.getInputStream().readNBytes(GREETING.length);
            return Arrays.equals(first, GREETING);
        } catch (IOException e) {
            return false;
        }
    }
}
