package com.foobar.deploy.value;

/** YAML's null, Python's None. */
public enum NullValue implements Value {
    NULL;

    @Override
    public String toString() {
        return "None";
    }
}
