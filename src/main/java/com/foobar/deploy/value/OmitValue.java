package com.foobar.deploy.value;

/** Leaves out the argument it is given for. */
public enum OmitValue implements Value {
    OMIT;

    @Override
    public String toString() {
        return "omit";
    }
}
