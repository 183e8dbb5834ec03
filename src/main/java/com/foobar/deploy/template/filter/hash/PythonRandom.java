package com.foobar.deploy.template.filter.hash;

import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Python's {@code random.Random}, so that the same seed gives the same numbers as in Ansible: roles spread cron jobs
 * by {@code random(seed=inventory_hostname)}. The generator is Matsumoto and Nishimura's MT19937.
 */
public final class PythonRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    /** Where numbers come from: a seeded generator, or the system. */
    interface Source {
        /** A number of so many random bits. */
        BigInteger bits(int count);
    }

    private final Source source;

    private PythonRandom(Source source) {
        this.source = source;
    }

    public static PythonRandom of(Optional<Value> seed) {
        if (seed.isPresent()) {
            return new PythonRandom(new Twister(number(seed.get())));
        }
        var system = new SecureRandom();
        return new PythonRandom(count -> new BigInteger(count, system));
    }

    /** Python's second way of seeding: a text is followed by its SHA-512. */
    private static BigInteger number(Value seed) {
        return switch (seed) {
            case IntValue number -> number.number().abs();
            case TextValue text -> {
                byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
                byte[] digest = HashFilters.algorithm("sha512").digest(bytes);
                byte[] both = java.util.Arrays.copyOf(bytes, bytes.length + digest.length);
                System.arraycopy(digest, 0, both, bytes.length, digest.length);
                yield new BigInteger(1, both);
            }
            default -> throw Problem.type("a seed is a string or a whole number");
        };
    }

    /** A number from 0 to below the bound. */
    public BigInteger below(BigInteger bound) {
        int bits = bound.bitLength();
        BigInteger number = source.bits(bits);
        while (number.compareTo(bound) >= 0) {
            number = source.bits(bits);
        }
        return number;
    }

    public int below(int bound) {
        return below(BigInteger.valueOf(bound)).intValueExact();
    }

    void shuffle(List<Value> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            Collections.swap(items, i, below(i + 1));
        }
    }

    private static final class Twister implements Source {
        private final int[] state = new int[SIZE];
        private int next = SIZE;

        Twister(BigInteger seed) {
            int words = Math.max(1, (seed.bitLength() + 31) / 32);
            var key = new int[words];
            for (int i = 0; i < words; i++) {
                key[i] = seed.shiftRight(32 * i).intValue();
            }
            seed(19650218);
            mix(key);
        }

        private void seed(int number) {
            state[0] = number;
            for (int i = 1; i < SIZE; i++) {
                state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
            }
        }

        private void mix(int[] key) {
            int i = 1;
            int j = 0;
            for (int k = Math.max(SIZE, key.length); k > 0; k--) {
                state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
                i = following(i);
                j = (j + 1) % key.length;
            }
            for (int k = SIZE - 1; k > 0; k--) {
                state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
                i = following(i);
            }
            state[0] = 0x80000000;
        }

        private int following(int i) {
            if (i + 1 < SIZE) {
                return i + 1;
            }
            state[0] = state[SIZE - 1];
            return 1;
        }

        private int word() {
            if (next == SIZE) {
                twist();
                next = 0;
            }
            int y = state[next++];
            y ^= y >>> 11;
            y ^= y << 7 & 0x9d2c5680;
            y ^= y << 15 & 0xefc60000;
            return y ^ y >>> 18;
        }

        private void twist() {
            for (int i = 0; i < SIZE; i++) {
                int y = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
                state[i] = state[(i + SHIFT) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
        }

        @Override
        public BigInteger bits(int count) {
            var number = BigInteger.ZERO;
            for (int at = 0; at < count; at += 32) {
                long word = (word() & 0xffffffffL) >>> Math.max(0, 32 - (count - at));
                number = number.or(BigInteger.valueOf(word).shiftLeft(at));
            }
            return number;
        }
    }
}
