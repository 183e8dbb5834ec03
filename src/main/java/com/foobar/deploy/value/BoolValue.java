package com.foobar.deploy.value;

/** True or false. */
public record BoolValue(boolean flag) implements Value {
    public static final BoolValue TRUE = new BoolValue(true);
    public static final BoolValue FALSE = new BoolValue(false);

    public static BoolValue of(boolean flag) {
        return flag ? TRUE : FALSE;
    }

    @Override
    public String toString() {
        return flag ? "True" : "False";
    }
}
