package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for packages and their sources. */
public final class PackageModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("apt", AptModule::new),
                new Entry("apt_key", AptKeyModule::new),
                new Entry("apt_repository", AptRepositoryModule::new),
                new Entry("deb822_repository", Deb822Module::new),
                new Entry("package", PackageModule::new),
                new Entry("package_facts", PackageFactsModule::new));
    }
}
