package com.foobar.deploy.module.builtin;

import com.foobar.deploy.module.ModuleRegistry;
import java.util.List;

/** All modules that are part of the tool. */
public final class BuiltinModules {
    private BuiltinModules() {}

    public static ModuleRegistry registry() {
        return new ModuleRegistry(List.of(
                new ControlModules(),
                new FileModules(),
                new PackageModules(),
                new ServiceModules(),
                new SystemModules(),
                new AccountModules(),
                new CommandModules(),
                new DatabaseModules(),
                new WebModules()));
    }
}
