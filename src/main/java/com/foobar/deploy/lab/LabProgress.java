package com.foobar.deploy.lab;

/** Told what is being done, one line each, as it begins. */
@FunctionalInterface
public interface Progress {
    void step(String message);
}
