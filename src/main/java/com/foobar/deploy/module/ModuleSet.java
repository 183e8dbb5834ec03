package com.foobar.deploy.module;

import java.util.List;
import java.util.function.Supplier;

/** A part of the registry: modules by their short names, made when first used. */
public interface ModuleSet {
    /** Names without a collection. */
    List<Entry> entries();

    record Entry(String name, Supplier<? extends Module<?>> factory) {}
}
