package com.foobar.deploy.module.builtin;

import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.module.builtin.accounts.AccountModules;
import com.foobar.deploy.module.builtin.commands.CommandModules;
import com.foobar.deploy.module.builtin.control.ControlModules;
import com.foobar.deploy.module.builtin.databases.DatabaseModules;
import com.foobar.deploy.module.builtin.files.FileModules;
import com.foobar.deploy.module.builtin.packages.PackageModules;
import com.foobar.deploy.module.builtin.services.ServiceModules;
import com.foobar.deploy.module.builtin.system.SystemModules;
import com.foobar.deploy.module.builtin.web.WebModules;
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
