package com.foobar.deploy.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One of the worker's two outputs. Its content belongs to the oldest step whose frame has not come on this stream. What the
 * worker never sends ends the connection: a frame at the wrong time, or output without end.
 */
final class WorkerStream implements FrameScanner.Listener {
    /** Bytes while no step runs, from something that an earlier one has left in the background. */
    private static final long MOST_BETWEEN_STEPS = 64L << 20;

    /** Called under the worker's lock. */
    interface Receiver {
        void noise(boolean isOut, byte[] bytes, int offset, int length);

        void began();

        void refused(String word);

        @Nullable
        PendingStep step(long sequence);

        void answered(long sequence, String word);

        void left();

        void died(String status);
    }

    private final boolean isOut;
    private final ReentrantLock lock;
    private final Receiver receiver;
    private boolean greeted;
    private long current;
    private long bytes;

    WorkerStream(boolean isOut, ReentrantLock lock, Receiver receiver) {
        this.isOut = isOut;
        this.lock = lock;
        this.receiver = receiver;
    }

    @Override
    public void content(byte[] content, int offset, int length) throws FrameScanner.Damaged {
        lock.lock();
        try {
            if (!greeted) {
                count(length, MOST_BETWEEN_STEPS);
                receiver.noise(isOut, content, offset, length);
                return;
            }
            PendingStep step = receiver.step(current);
            count(length, step == null ? MOST_BETWEEN_STEPS : step.step.mostOutput());
            if (step != null) {
                (isOut ? step.out : step.err).add(content, offset, length);
                step.step.watch().printed(content, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The bytes since the last frame. */
    private void count(int length, long most) throws FrameScanner.Damaged {
        bytes += length;
        if (bytes > most) {
            throw new FrameScanner.Damaged("it sent more than " + (most >> 20) + " MB at once");
        }
    }

    @Override
    public void frame(String subject, String word) throws FrameScanner.Damaged {
        lock.lock();
        try {
            switch (subject) {
                case WorkerScript.BYE -> receiver.left();
                case WorkerScript.DIED -> receiver.died(word);
                case "0" -> began(word);
                default -> answered(subject, word);
            }
        } finally {
            lock.unlock();
        }
    }

    private void began(String word) {
        if (greeted) {
            return;
        }
        if (!word.equals("0")) {
            receiver.refused(word);
            return;
        }
        greeted = true;
        current = 1;
        receiver.began();
    }

    private void answered(String subject, String word) throws FrameScanner.Damaged {
        if (!greeted || receiver.step(current) == null || !subject.equals(Long.toString(current))) {
            throw new FrameScanner.Damaged("it answered out of order");
        }
        if (!word.equals(PendingStep.SKIPPED) && !word.matches("\\d+")) {
            throw new FrameScanner.Damaged("it sent a damaged frame");
        }
        bytes = 0;
        receiver.answered(current++, word);
    }
}
