package com.foobar.deploy.template;

import com.foobar.deploy.value.Value;
import java.util.Set;

/**
 * The scope that filters and lookups get. What they render in it is part of the evaluation that called them, so that a
 * variable defined by itself through a lookup is found out too.
 */
record RunningScope(Scope outer, Evaluation evaluation) implements Scope {
    @Override
    public Value lookup(String name) {
        return outer.lookup(name);
    }

    @Override
    public Set<String> names() {
        return outer.names();
    }

    @Override
    public FileSearch files() {
        return outer.files();
    }
}
