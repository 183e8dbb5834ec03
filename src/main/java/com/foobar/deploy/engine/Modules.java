package com.foobar.deploy.engine;

import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.module.builtin.BuiltinModules;
import com.foobar.deploy.playbook.loader.ModuleNames;
import com.foobar.deploy.playbook.loader.PlaybookLoader;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The modules that are part of the tool, and a loader that knows them. */
public final class Modules {
    private final ModuleRegistry registry = BuiltinModules.registry();

    public ModuleRegistry registry() {
        return registry;
    }

    /** What a loader or a linter must know of them. */
    public ModuleNames names() {
        return new ModuleCatalog(registry);
    }

    /** @param rolesPath searched after the playbook's own roles */
    public PlaybookLoader loader(
            VaultReader vault, List<Path> rolesPath, Map<String, Value> extraVars, Templates templates) {
        return new PlaybookLoader(
                vault, names(), rolesPath, extraVars, new TemplateCheck(templates), new TemplateTexts(templates));
    }
}
