package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ModuleSet;
import java.util.List;

/** The registry's part for files and directories. */
public final class FileModules implements ModuleSet {
    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry("stat", StatModule::new),
                new Entry("file", FileModule::new),
                new Entry("copy", CopyModule::new),
                new Entry("template", TemplateModule::new),
                new Entry("lineinfile", LineInFileModule::new),
                new Entry("blockinfile", BlockInFileModule::new),
                new Entry("replace", ReplaceModule::new),
                new Entry("find", FindModule::new),
                new Entry("slurp", SlurpModule::new),
                new Entry("fetch", FetchModule::new),
                new Entry("tempfile", TempFileModule::new),
                new Entry("unarchive", UnarchiveModule::new));
    }
}
