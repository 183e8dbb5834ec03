package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.module.UnsupportedArgumentException;
import com.foobar.deploy.playbook.loader.ForeignModules;
import com.foobar.deploy.playbook.loader.ModuleNames;
import com.foobar.deploy.value.MapValue;
import java.util.Optional;
import java.util.Set;

/** The registry as the playbook loader sees it. */
final class ModuleCatalog implements ModuleNames {
    private final ModuleRegistry modules;

    ModuleCatalog(ModuleRegistry modules) {
        this.modules = modules;
    }

    @Override
    public boolean known(String name) {
        return modules.names().contains(ModuleRegistry.shortName(name)) || ForeignModules.known(name);
    }

    @Override
    public Set<String> names() {
        return modules.names();
    }

    @Override
    public boolean runs(String name) {
        return ModuleNames.super.runs(ModuleRegistry.shortName(name));
    }

    @Override
    public Optional<String> freeForm(String module) {
        return modules.find(module).flatMap(found -> spec(found).freeForm());
    }

    @Override
    public void checkArguments(String module, MapValue arguments, Place place) {
        modules.find(module)
                .ifPresent(found ->
                        spec(found).checkNames(module, arguments.strings().keySet(), place));
    }

    @Override
    public boolean hasArgument(String module, String name) {
        return modules.find(module).filter(found -> spec(found).takes(name)).isPresent();
    }

    @Override
    public void checkValues(String module, MapValue arguments, Place place, boolean conditional) {
        try {
            modules.find(module).ifPresent(found -> spec(found).checkValues(module, arguments, place));
        } catch (DeployException e) {
            if (!conditional || !unsupported(e)) {
                throw e;
            }
        }
    }

    private static boolean unsupported(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof UnsupportedArgumentException) {
                return true;
            }
        }
        return false;
    }

    private static <A extends Record> ArgumentSpec<A> spec(Module<A> module) {
        return ArgumentSpec.of(module.arguments());
    }
}
