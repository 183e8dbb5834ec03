package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;

/** Names of arguments that are variables of the user's choice: {@code set_fact: {"{{ name }}": 1}}. */
final class ArgumentNames {
    private ArgumentNames() {}

    /** The name with its templates evaluated. */
    static Value evaluated(Value name, Templates templates, Scope scope) {
        if (!(name instanceof TextValue written) || !written.text().contains("{{")) {
            return name;
        }
        Value value = templates.render(
                written.trusted()
                        ? TextValue.written(written.text(), written.place().orElseThrow())
                        : written,
                scope);
        if (value instanceof TextValue text && !text.trusted() && text.text().startsWith("ansible_")) {
            throw Diagnostic.of(
                            ErrorCode.UNTRUSTED_EXPRESSION,
                            "this name is put together from text that came from a host, a file or a lookup, and would"
                                    + " set `" + text.text() + "`, which says how hosts are reached")
                    .at(written.place())
                    .toException();
        }
        return value;
    }
}
