package com.foobar.deploy.engine;

import com.foobar.deploy.playbook.loader.StaticTexts;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Map;

/** Lets the loader evaluate names of imported files. */
final class TemplateTexts implements StaticTexts {
    private final Templates templates;

    TemplateTexts(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String render(TextValue template, Map<String, Value> variables) {
        return PythonText.str(templates.render(template, Scope.of(variables, FileSearch.NOWHERE)));
    }
}
