package com.foobar.deploy.connection;

import java.time.Duration;

/** Times as people say them. */
final class Durations {
    private Durations() {}

    static String inWords(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        return time.toMinutes() > 0 && time.toSecondsPart() == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
