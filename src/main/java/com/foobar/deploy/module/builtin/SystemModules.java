package com.foobar.deploy.module.builtin;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for packages, services, accounts and commands. */
public final class SystemModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("apt", AptModule::new),
                new Entry("apt_key", AptKeyModule::new),
                new Entry("apt_repository", AptRepositoryModule::new),
                new Entry("deb822_repository", Deb822Module::new),
                new Entry("package", PackageModule::new),
                new Entry("package_facts", PackageFactsModule::new),
                new Entry("service_facts", ServiceFactsModule::new),
                new Entry("getent", GetentModule::new),
                new Entry("git", GitModule::new),
                new Entry("hostname", HostnameModule::new),
                new Entry("sysctl", SysctlModule::new),
                new Entry("timezone", TimezoneModule::new),
                new Entry("service", ServiceModule::new),
                new Entry("systemd", SystemdModule::new),
                new Entry("systemd_service", SystemdModule::new),
                new Entry("uri", UriModule::new),
                new Entry("user", UserModule::new),
                new Entry("wait_for", WaitForModule::new),
                new Entry("wait_for_connection", WaitForConnectionModule::new),
                new Entry("group", GroupModule::new),
                new Entry("command", CommandModule::new),
                new Entry("shell", ShellModule::new),
                new Entry("raw", RawModule::new),
                new Entry("script", ScriptModule::new),
                new Entry("setup", SetupModule::new),
                new Entry("gather_facts", SetupModule::new),
                new Entry("ping", PingModule::new));
    }
}
