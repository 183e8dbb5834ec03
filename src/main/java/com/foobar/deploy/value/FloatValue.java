package com.foobar.deploy.value;

/** A floating-point number. */
public record FloatValue(double number) implements Value {
    @Override
    public String toString() {
        return Double.toString(number);
    }
}
