package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for commands. */
public final class CommandModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("command", CommandModule::new),
                new Entry("shell", ShellModule::new),
                new Entry("raw", RawModule::new),
                new Entry("script", ScriptModule::new),
                new Entry("git", GitModule::new));
    }
}
