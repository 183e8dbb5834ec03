package com.foobar.deploy.template.filter;

import java.math.BigInteger;

/** Schneier's cipher, with the key schedule that bcrypt needs and the JDK's own does not offer. */
final class Blowfish {
    private static final int SUBKEYS = 18;
    private static final int BOXES = 4;
    private static final int BOX_SIZE = 256;

    /** Computed when first needed. */
    private static final class Start {
        static final int[] WORDS = fractionOfPi(SUBKEYS + BOXES * BOX_SIZE);
    }

    /** The subkeys, then the boxes. */
    private final int[] words = Start.WORDS.clone();

    /** The cipher starts from the digits of pi behind the point. Machin: pi = 16 arctan(1/5) - 4 arctan(1/239). */
    private static int[] fractionOfPi(int count) {
        int guard = 64;
        int bits = count * Integer.SIZE;
        BigInteger one = BigInteger.ONE.shiftLeft(bits + guard);
        BigInteger pi = arctan(one, 5).shiftLeft(4).subtract(arctan(one, 239).shiftLeft(2));
        BigInteger fraction = pi.subtract(one.multiply(BigInteger.valueOf(3))).shiftRight(guard);
        var words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = fraction.shiftRight(bits - (i + 1) * Integer.SIZE).intValue();
        }
        return words;
    }

    /** Of 1/x, by its series. */
    private static BigInteger arctan(BigInteger one, int x) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = one.divide(BigInteger.valueOf(x));
        BigInteger sum = power;
        for (int n = 3; power.signum() != 0; n += 2) {
            power = power.divide(square).negate();
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
        }
        return sum;
    }

    /** Mixes the key in, then replaces subkeys and boxes by what the cipher makes of the salt. */
    void expand(byte[] key, byte[] salt) {
        mix(key);
        long block = 0;
        for (int i = 0; i < words.length; i += 2) {
            block = encrypted(block ^ twoWords(salt, i * Integer.BYTES));
            store(i, block);
        }
    }

    void expand(byte[] key) {
        mix(key);
        long block = 0;
        for (int i = 0; i < words.length; i += 2) {
            block = encrypted(block);
            store(i, block);
        }
    }

    private void mix(byte[] key) {
        for (int i = 0; i < SUBKEYS; i++) {
            words[i] ^= (int) (twoWords(key, i * Integer.BYTES) >>> Integer.SIZE);
        }
    }

    private void store(int at, long block) {
        words[at] = (int) (block >>> Integer.SIZE);
        words[at + 1] = (int) block;
    }

    /** Eight bytes of a text that is repeated without end. */
    private static long twoWords(byte[] bytes, int from) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | bytes[(from + i) % bytes.length] & 0xff;
        }
        return value;
    }

    long encrypted(long block) {
        int left = (int) (block >>> Integer.SIZE) ^ words[0];
        int right = (int) block;
        for (int i = 1; i < SUBKEYS - 1; i += 2) {
            right ^= mixed(left) ^ words[i];
            left ^= mixed(right) ^ words[i + 1];
        }
        right ^= words[SUBKEYS - 1];
        return (long) right << Integer.SIZE | left & 0xffff_ffffL;
    }

    private int mixed(int half) {
        int sum = box(0, half >>> 24) + box(1, half >>> 16);
        return (sum ^ box(2, half >>> 8)) + box(3, half);
    }

    private int box(int number, int index) {
        return words[SUBKEYS + number * BOX_SIZE + (index & 0xff)];
    }
}
