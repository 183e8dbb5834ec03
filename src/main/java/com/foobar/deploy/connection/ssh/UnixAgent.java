package com.foobar.deploy.connection.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The ssh-agent behind a Unix socket, through the JDK's own sockets. */
final class UnixAgent extends AbstractAgentProxy {
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final SocketChannel channel;
    private final Predicate<PublicKey> offered;

    /** @param offered which of the agent's keys may be offered to a server */
    UnixAgent(Path socket, Predicate<PublicKey> offered) throws IOException {
        super(null);
        this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        this.offered = offered;
    }

    @Override
    public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
        var keys = new ArrayList<Map.Entry<PublicKey, String>>();
        for (Map.Entry<PublicKey, String> identity : super.getIdentities()) {
            if (identity.getKey() != null && offered.test(identity.getKey())) {
                keys.add(new SimpleImmutableEntry<>(identity));
            }
        }
        return keys;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    protected Buffer request(Buffer question) throws IOException {
        var bytes = ByteBuffer.wrap(question.array(), question.rpos(), question.available());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        int length = read(4).getInt();
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new IOException("the agent's answer is damaged");
        }
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the agent closed the connection");
            }
        }
        return bytes.flip();
    }
}
