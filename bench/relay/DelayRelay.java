import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A TCP relay that delays what it carries, as a long way does: {@code DelayRelay MILLIS PORT:HOST:PORT...}. The delay is
 * that of one way. Opening a connection costs the round trip of TCP's handshake too.
 */
final class DelayRelay {
    private static final int BUFFER = 64 * 1024;
    private static final int IN_FLIGHT = 1024;

    private final long delay;

    private DelayRelay(long millis) {
        this.delay = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Bytes that may go on at a time of {@link System#nanoTime}; none at the end. */
    private record Piece(byte[] bytes, long due) {}

    public static void main(String[] words) throws Exception {
        var relay = new DelayRelay(Long.parseLong(words[0]));
        for (String way : Arrays.copyOfRange(words, 1, words.length)) {
            String[] parts = way.split(":");
            var server = new ServerSocket(Integer.parseInt(parts[0]), 1024, InetAddress.getLoopbackAddress());
            Thread.startVirtualThread(() -> relay.serve(server, parts[1], Integer.parseInt(parts[2])));
        }
        Thread.currentThread().join();
    }

    private void serve(ServerSocket server, String host, int port) {
        try {
            while (true) {
                Socket near = server.accept();
                long accepted = System.nanoTime();
                Thread.startVirtualThread(() -> connect(near, accepted, host, port));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Three ways pass until the far end sees a connection: SYN, SYN with ACK, ACK. */
    private void connect(Socket near, long accepted, String host, int port) {
        try {
            near.setTcpNoDelay(true);
            await(accepted + 3 * delay);
            var far = new Socket(host, port);
            far.setTcpNoDelay(true);
            carry(near, far);
            carry(far, near);
        } catch (IOException | InterruptedException e) {
            close(near);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Piece> way = new ArrayBlockingQueue<>(IN_FLIGHT);
        Thread.startVirtualThread(() -> read(from, way));
        Thread.startVirtualThread(() -> write(way, to));
    }

    private void read(Socket from, BlockingQueue<Piece> way) {
        try {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    way.put(new Piece(Arrays.copyOf(buffer, count), System.nanoTime() + delay));
                }
            } catch (IOException gone) {
                // The end is carried on as any other.
            }
            way.put(new Piece(new byte[0], System.nanoTime() + delay));
        } catch (InterruptedException e) {
            close(from);
        }
    }

    private static void write(BlockingQueue<Piece> way, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = way.take(); piece.bytes().length > 0; piece = way.take()) {
                await(piece.due());
                out.write(piece.bytes());
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            close(to);
        }
    }

    private static void await(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed.
        }
    }
}
