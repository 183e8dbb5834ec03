package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for units and scheduled jobs. */
public final class ServiceModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("service", ServiceModule::new),
                new Entry("systemd", SystemdModule::new),
                new Entry("systemd_service", SystemdModule::new),
                new Entry("service_facts", ServiceFactsModule::new),
                new Entry("cron", CronModule::new));
    }
}
