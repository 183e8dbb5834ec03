package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.filter.text.DateTimeValue;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of {@link Templates}: the variables it has evaluated so far. Variables are evaluated when they are first
 * used; within one call a variable keeps its value.
 */
final class Evaluation {
    /** No honest value is nested deeper; one that is contains itself. */
    private static final int DEEPEST = 200;

    private final Templates templates;
    private final Scope scope;
    private final EvaluationContext context;
    private final Map<String, Value> variables = new HashMap<>();
    private final Set<String> running = new LinkedHashSet<>();

    Evaluation(Templates templates, Scope scope) {
        this.templates = templates;
        this.scope = scope;
        this.context = templates.context(new RunningScope(scope, this));
    }

    /** The evaluation that a scope belongs to, or a new one. */
    static Evaluation in(Templates templates, Scope scope) {
        return scope instanceof RunningScope inner && inner.evaluation().templates == templates
                ? inner.evaluation()
                : new Evaluation(templates, scope);
    }

    Templates templates() {
        return templates;
    }

    EvaluationContext context() {
        return context;
    }

    Scope scope() {
        return scope;
    }

    /** A variable's value; an undefined value where there is none. */
    Value variable(String name) {
        Value known = variables.get(name);
        if (known != null) {
            return known;
        }
        Value value = live(scope.lookup(name));
        variables.put(name, value);
        return value;
    }

    boolean isLive(Value value) {
        return switch (value) {
            case TextValue text -> !text.template();
            case ListValue list -> list.items() instanceof LiveList || list.items() instanceof TupleItems;
            case MapValue map -> map.entries() instanceof LiveMap;
            default -> true;
        };
    }

    /** A value as expressions see it: a text evaluated, a container that evaluates what is taken from it. */
    Value live(Value value) {
        return switch (value) {
            case TextValue text when text.template() -> variableText(text);
            case ListValue list when !isLive(list) -> new ListValue(new LiveList(this, list.items()));
            case MapValue map when !isLive(map) -> new MapValue(new LiveMap(this, map.entries()));
            default -> value;
        };
    }

    /** A variable whose text uses an undefined one is itself undefined: {@code default} and {@code defined} see that. */
    private Value variableText(TextValue text) {
        try {
            return text(text);
        } catch (DeployException e) {
            Diagnostic problem = e.diagnostic();
            if (problem.code() != ErrorCode.UNDEFINED_VARIABLE) {
                throw e;
            }
            return new UndefinedValue(problem.message(), "", List.of(), problem.place(), problem.advice());
        }
    }

    /** Evaluates a text that is a template. */
    Value text(TextValue text) {
        if (!running.add(text.text())) {
            throw Diagnostic.of(ErrorCode.TEMPLATE_RECURSION, "this value is defined by itself: " + cycle(text))
                    .at(text.place())
                    .toException();
        }
        try {
            Value value = templates.runScalar(text.text(), text.place(), this);
            return text.secret() ? plain(value).asSecret() : value;
        } finally {
            running.remove(text.text());
        }
    }

    private String cycle(TextValue from) {
        var way = new ArrayList<String>();
        for (String text : running) {
            if (!way.isEmpty() || text.equals(from.text())) {
                way.add("`" + text + "`");
            }
        }
        way.add("`" + from.text() + "`");
        return from.secret() ? "a secret" : String.join(" uses ", way);
    }

    /** A value without templates, laziness, undefined and omitted values, deeply. */
    Value plain(Value value) {
        return plain(value, 0);
    }

    private Value plain(Value value, int depth) {
        if (depth > DEEPEST) {
            throw Diagnostic.of(ErrorCode.TEMPLATE_RECURSION, "this value contains itself")
                    .toException();
        }
        return switch (value) {
            case TextValue text when text.template() -> plain(text(text), depth + 1);
            case ListValue list -> plainList(list, depth);
            case MapValue map -> plainMap(map, depth);
            case UndefinedValue undefined when undefined.equals(Evaluator.SILENT) -> Value.of("");
            case UndefinedValue undefined -> throw undefined.toException();
            case ObjectValue object when object instanceof PlainForm form -> plain(form.plainForm(), depth + 1);
            case DateTimeValue moment -> Value.of(moment.toString());
            case Clock.DurationValue duration -> Value.of(duration.toString());
            default -> value;
        };
    }

    private Value plainList(ListValue list, int depth) {
        var items = new ArrayList<Value>(list.items().size());
        for (Value item : list.items()) {
            Value plain = plain(item, depth + 1);
            if (plain != OmitValue.OMIT) {
                items.add(plain);
            }
        }
        return new ListValue(Collections.unmodifiableList(items));
    }

    private Value plainMap(MapValue map, int depth) {
        var entries = LinkedHashMap.<Value, Value>newLinkedHashMap(map.entries().size());
        for (var entry : map.entries().entrySet()) {
            Value plain = plain(entry.getValue(), depth + 1);
            if (plain != OmitValue.OMIT) {
                entries.put(plain(entry.getKey(), depth + 1), plain);
            }
        }
        return new MapValue(Collections.unmodifiableMap(entries));
    }

    /** An object that has a form outside expressions. */
    interface PlainForm {
        Value plainForm();
    }
}
