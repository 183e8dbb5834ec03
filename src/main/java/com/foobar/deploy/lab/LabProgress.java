package com.foobar.deploy.lab;

/** Told what is being done, one line each, as it begins. */
@FunctionalInterface
public interface LabProgress {
    void step(String message);
}
