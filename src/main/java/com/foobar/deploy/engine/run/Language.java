package com.foobar.deploy.engine.run;

import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.playbook.loader.PlaybookLoader;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.VaultReader;

/** What playbooks are read and evaluated with. */
public record Language(Templates templates, ModuleRegistry modules, PlaybookLoader loader, VaultReader vault) {}
