package com.foobar.deploy.module.builtin.web;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for HTTP and load balancers. */
public final class WebModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("uri", UriModule::new),
                new Entry("get_url", GetUrlModule::new),
                new Entry("haproxy", HaproxyModule::new));
    }
}
