package com.foobar.deploy.view;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls a view again and again while a run goes on. */
public interface Ticker {
    /** Never calls. */
    Ticker NONE = new Ticker() {
        @Override
        public void start(Runnable tick) {}

        @Override
        public void stop() {}
    };

    void start(Runnable tick);

    void stop();

    /** On a virtual thread, which does not keep the process alive. */
    static Ticker every(Duration pause) {
        return new Ticker() {
            private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();

            @Override
            public void start(Runnable tick) {
                stop();
                running.set(Thread.startVirtualThread(() -> {
                    try {
                        while (true) {
                            Thread.sleep(pause);
                            tick.run();
                        }
                    } catch (InterruptedException stopped) {
                        // That is how it ends.
                    }
                }));
            }

            @Override
            public void stop() {
                Thread thread = running.getAndSet(null);
                if (thread != null) {
                    thread.interrupt();
                }
            }
        };
    }
}
