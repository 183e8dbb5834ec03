package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for the host itself. */
public final class SystemModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("hostname", HostnameModule::new),
                new Entry("modprobe", ModprobeModule::new),
                new Entry("sysctl", SysctlModule::new),
                new Entry("timezone", TimezoneModule::new),
                new Entry("setup", SetupModule::new),
                new Entry("gather_facts", SetupModule::new),
                new Entry("ping", PingModule::new));
    }
}
