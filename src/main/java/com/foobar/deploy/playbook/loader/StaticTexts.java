package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Map;

/** Evaluates the names of imported files and roles, which may be templates of variables known before a run. */
@FunctionalInterface
public interface StaticTexts {
    /** @throws com.foobar.deploy.diagnostic.DeployException where a variable is not known yet */
    String render(TextValue template, Map<String, Value> variables);
}
