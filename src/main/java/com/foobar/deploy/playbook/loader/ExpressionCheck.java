package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Place;

/** Looks at the syntax of expressions before a run; the loader calls it for every one it reads. */
public interface ExpressionCheck {
    ExpressionCheck NONE = new ExpressionCheck() {
        @Override
        public void check(String expression, Place place) {}

        @Override
        public void checkTemplate(String text, Place place) {}
    };

    /**
     * A bare expression, as in {@code when}.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException TEMPLATE_SYNTAX or UNKNOWN_FILTER
     */
    void check(String expression, Place place);

    /** A text that may hold {@code {{ }}}. */
    void checkTemplate(String text, Place place);
}
