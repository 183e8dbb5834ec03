package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.syntax.Statement.Target;
import com.foobar.deploy.value.Value;
import java.util.List;

/** Gives values to names, to attributes of namespaces, and to several of them at once. */
final class Targets {
    private Targets() {}

    static void assign(Target target, Value value, TemplateScope frame) {
        switch (target) {
            case Target.Name name -> frame.set(name.name(), value);
            case Target.Attribute attribute -> attribute(attribute, value, frame);
            case Target.Several several -> several(several, value, frame);
        }
    }

    private static void attribute(Target.Attribute attribute, Value value, TemplateScope frame) {
        if (!(frame.lookup(attribute.namespace(), attribute.offset()) instanceof NamespaceValue namespace)) {
            throw Diagnostic.of(
                            ErrorCode.EXPRESSION_TYPE,
                            "`" + attribute.namespace() + "` is no namespace, so that `" + attribute.name()
                                    + "` cannot be set in it")
                    .at(frame.source().at(attribute.offset()))
                    .advise("make it with `{% set " + attribute.namespace() + " = namespace() %}`")
                    .toException();
        }
        namespace.set(attribute.name(), frame.evaluation().live(value));
    }

    private static void several(Target.Several several, Value value, TemplateScope frame) {
        List<Value> values = values(several, value, frame);
        int wanted = several.targets().size();
        if (values.size() != wanted) {
            throw Diagnostic.of(
                            ErrorCode.EXPRESSION_TYPE,
                            wanted + " names are given values here, and there are " + values.size() + " values")
                    .at(frame.source().at(several.offset()))
                    .toException();
        }
        for (int i = 0; i < wanted; i++) {
            assign(several.targets().get(i), values.get(i), frame);
        }
    }

    private static List<Value> values(Target.Several several, Value value, TemplateScope frame) {
        try {
            return Evaluator.iterate(value);
        } catch (com.foobar.deploy.diagnostic.DeployException e) {
            throw frame.located(e, several.offset());
        }
    }
}
