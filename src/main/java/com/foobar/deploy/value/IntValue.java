package com.foobar.deploy.value;

import java.math.BigInteger;

/** A whole number without bounds, as Python's. */
public record IntValue(BigInteger number) implements Value {
    public static IntValue of(long number) {
        return new IntValue(BigInteger.valueOf(number));
    }

    @Override
    public String toString() {
        return number.toString();
    }
}
