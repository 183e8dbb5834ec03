package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for users and groups. */
public final class AccountModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("user", UserModule::new),
                new Entry("group", GroupModule::new),
                new Entry("getent", GetentModule::new),
                new Entry("authorized_key", AuthorizedKeyModule::new));
    }
}
