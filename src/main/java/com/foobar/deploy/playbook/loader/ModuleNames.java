package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.MapValue;
import java.util.Optional;
import java.util.Set;

/** What the loader must know of the modules, so that it depends on none of them. */
public interface ModuleNames {
    /** Short names, and those of Ansible's modules that this tool does not have but lets a role mention. */
    boolean known(String name);

    /** For suggestions. */
    Set<String> names();

    /** True if a task of this name can run: it is one of our modules, or a statement such as {@code include_tasks}. */
    default boolean runs(String name) {
        return names().contains(name) || FileStatement.find(name).isPresent();
    }

    /** The argument that the free form sets; empty for modules that take {@code k=v} only. */
    Optional<String> freeForm(String module);

    /** Refuses unknown argument names; says nothing where the module is not one of ours. */
    void checkArguments(String module, MapValue arguments, Place place);

    /** True if the module is one of ours and has the argument. */
    default boolean hasArgument(String module, String name) {
        return false;
    }

    /**
     * Refuses values that cannot be right whatever the run finds: of the wrong kind, or a required one missing. Says
     * nothing of templates, and nothing where the module is not one of ours.
     */
    default void checkValues(String module, MapValue arguments, Place place, boolean conditional) {}
}
