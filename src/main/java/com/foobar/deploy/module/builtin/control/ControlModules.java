package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for what steers the run. */
public final class ControlModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("add_host", AddHostModule::new),
                new Entry("assert", AssertModule::new),
                new Entry("debug", DebugModule::new),
                new Entry("fail", FailModule::new),
                new Entry("group_by", GroupByModule::new),
                new Entry("include_vars", IncludeVarsModule::new),
                new Entry("meta", MetaModule::new),
                new Entry("pause", PauseModule::new),
                new Entry("set_fact", SetFactModule::new),
                new Entry("wait_for", WaitForModule::new),
                new Entry("wait_for_connection", WaitForConnectionModule::new));
    }
}
