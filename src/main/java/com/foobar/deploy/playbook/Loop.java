package com.foobar.deploy.playbook;

import com.foobar.deploy.value.Value;
import java.util.Optional;

/**
 * A task's loop.
 *
 * @param lookup "" for {@code loop}, else the lookup of {@code with_...}: "items", "dict", "fileglob" ...
 * @param items raw
 * @param loopVar the item's name, "item" by default
 */
public record Loop(
        String lookup,
        Value items,
        String loopVar,
        Optional<String> indexVar,
        Optional<Value> label,
        Optional<Value> pause,
        boolean extended,
        Optional<Value> breakWhen) {}
