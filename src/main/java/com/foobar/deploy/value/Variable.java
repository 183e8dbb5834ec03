package com.foobar.deploy.value;

import com.foobar.deploy.diagnostic.Place;

/** A raw value with where it came from. */
public record Variable(Value value, Precedence level, Place place) {}
