package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {
    @Test
    void namesTheProcessThatListens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.free(socket.getLocalPort())).isFalse();
            assertThat(PortHolder.of(socket.getLocalPort()))
                    .hasValueSatisfying(name -> assertThat(name)
                            .endsWith("(process " + ProcessHandle.current().pid() + ")"));
        }
    }

    @Test
    void aClosedPortIsFreeAgain() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(PortHolder.free(port)).isTrue();
        assertThat(PortHolder.of(port)).isEmpty();
    }
}
