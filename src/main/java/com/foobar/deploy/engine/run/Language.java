package com.foobar.deploy.engine.run;

import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.playbook.loader.PlaybookLoader;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.VaultReader;

/** What playbooks are read and evaluated with. A plan and the apply that follows it share one, and so what it has read. */
public record Language(
        Templates templates,
        ModuleRegistry modules,
        PlaybookLoader loader,
        VaultReader vault,
        VarsFileCache varsFiles) {
    public Language(Templates templates, ModuleRegistry modules, PlaybookLoader loader, VaultReader vault) {
        this(templates, modules, loader, vault, new VarsFileCache(vault));
    }
}
