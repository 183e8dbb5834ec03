package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names a template has set in one of its scopes, over those of the scopes around it and the variables. */
final class TemplateScope {
    private final Evaluation evaluation;
    private final Source source;
    private final @Nullable TemplateScope parent;
    private final @Nullable Inheritance inheritance;
    /** How many templates are around this one. */
    private final int depth;

    private final Map<String, Value> own = new HashMap<>();

    private TemplateScope(
            Evaluation evaluation,
            Source source,
            @Nullable TemplateScope parent,
            @Nullable Inheritance inheritance,
            int depth) {
        this.depth = depth;
        this.evaluation = evaluation;
        this.source = source;
        this.parent = parent;
        this.inheritance = inheritance;
    }

    static TemplateScope root(Evaluation evaluation, Source source) {
        return root(evaluation, source, 0);
    }

    static TemplateScope root(Evaluation evaluation, Source source, int depth) {
        return new TemplateScope(evaluation, source, null, null, depth);
    }

    int depth() {
        return depth;
    }

    TemplateScope inner() {
        return new TemplateScope(evaluation, source, this, inheritance, depth);
    }

    /** A scope for another template that sees these names. */
    TemplateScope inner(Source other) {
        return new TemplateScope(evaluation, other, this, null, depth + 1);
    }

    TemplateScope inner(Source other, Inheritance blocks) {
        return new TemplateScope(evaluation, other, this, blocks, depth);
    }

    @Nullable
    Inheritance inheritance() {
        return inheritance;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    Source source() {
        return source;
    }

    void set(String name, Value value) {
        own.put(name, evaluation.live(value));
    }

    /** What the template itself has set in this scope. */
    Map<String, Value> own() {
        return own;
    }

    /** A name set by a template; null where none has set it. */
    @Nullable
    Value local(String name) {
        for (TemplateScope frame = this; frame != null; frame = frame.parent) {
            Value value = frame.own.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    Value lookup(String name, int offset) {
        Value local = local(name);
        if (local != null) {
            return local;
        }
        Value variable = evaluation.variable(name);
        return variable instanceof UndefinedValue undefined ? orGlobal(name, undefined, offset) : variable;
    }

    private Value orGlobal(String name, UndefinedValue undefined, int offset) {
        if (!undefined.name().equals(name)) {
            return undefined.place().isPresent() ? undefined : placed(undefined, offset);
        }
        Value global = Globals.find(name, this);
        return global == null ? placed(undefined, offset) : global;
    }

    private UndefinedValue placed(UndefinedValue undefined, int offset) {
        Iterable<String> known = () -> names().iterator();
        return new UndefinedValue(undefined.hint(), undefined.name(), known, source.at(offset));
    }

    private Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (TemplateScope frame = this; frame != null; frame = frame.parent) {
            names.addAll(frame.own.keySet());
        }
        names.addAll(evaluation.scope().names());
        return names;
    }

    /** Gives an error the place of an expression, where it has none yet. */
    DeployException located(DeployException error, int offset) {
        if (error.diagnostic().place().isPresent() || source.start().isEmpty()) {
            return error;
        }
        return new DeployException(error.diagnostic().at(source.at(offset)), error);
    }
}
