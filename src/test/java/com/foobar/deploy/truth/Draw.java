package com.foobar.deploy.truth;

import java.util.List;
import java.util.SplittableRandom;

/** A source of choices. Equal seeds choose equally. */
final class Draw {
    private static final int HUNDRED = 100;

    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Includes both ends. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean chance(int percent) {
        return below(HUNDRED) < percent;
    }

    <T> T from(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    String word(String... choices) {
        return choices[below(choices.length)];
    }
}
