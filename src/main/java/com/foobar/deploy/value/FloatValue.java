package com.foobar.deploy.value;

/** A floating-point number. */
public record FloatValue(double number) implements Value {}
