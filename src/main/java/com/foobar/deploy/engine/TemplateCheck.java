package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.loader.ExpressionCheck;
import com.foobar.deploy.template.Templates;

/** Lets the loader find errors in expressions before a run. */
final class TemplateCheck implements ExpressionCheck {
    private final Templates templates;

    TemplateCheck(Templates templates) {
        this.templates = templates;
    }

    @Override
    public void check(String expression, Place place) {
        templates.checkExpression(expression, place);
    }

    @Override
    public void checkTemplate(String text, Place place) {
        templates.checkTemplate(text, place);
    }
}
