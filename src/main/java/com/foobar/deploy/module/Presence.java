package com.foobar.deploy.module;

/** The values of the argument {@code state} of a thing that either exists or does not. */
public enum Presence {
    PRESENT,
    ABSENT
}
