package com.foobar.deploy.inventory;

/** A host by its inventory name. */
public record Host(String name) {}
