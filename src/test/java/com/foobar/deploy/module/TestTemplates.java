package com.foobar.deploy.module;

import com.foobar.deploy.template.Templates;

/** The one place where tests of modules make the template engine. */
public final class TestTemplates {
    private TestTemplates() {}

    public static Templates make() {
        return new Templates();
    }
}
