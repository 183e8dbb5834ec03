package com.foobar.deploy.template;

import com.foobar.deploy.template.syntax.Statement;
import com.foobar.deploy.template.syntax.Statement.Parameter;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A macro with the names around its definition. */
final class MacroValue implements FunctionValue {
    /** A macro may call itself, but not for ever. */
    private static final int DEEPEST = 200;

    private final Statement.Macro macro;
    private final TemplateScope definedIn;
    private int depth;

    MacroValue(Statement.Macro macro, TemplateScope definedIn) {
        this.macro = macro;
        this.definedIn = definedIn;
    }

    @Override
    public Value call(Call call) {
        if (depth >= DEEPEST) {
            throw Operators.type("the macro `" + macro.name() + "` calls itself too often");
        }
        depth++;
        try {
            TemplateScope frame = definedIn.inner();
            bind(frame, call);
            return StatementRunner.run(macro.body(), frame).text();
        } finally {
            depth--;
        }
    }

    private void bind(TemplateScope frame, Call call) {
        List<Parameter> parameters = macro.signature().parameters();
        var named = new LinkedHashMap<>(call.named());
        Value caller = named.remove("caller");
        frame.set("caller", caller == null ? new UndefinedValue("no `call` block calls this macro") : caller);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Value given = i < call.positional().size() ? call.positional().get(i) : named.remove(parameter.name());
            frame.set(parameter.name(), given == null ? defaultOf(parameter, frame) : given);
        }
        bindRest(frame, call, named);
    }

    private static Value defaultOf(Parameter parameter, TemplateScope frame) {
        return parameter.defaultValue().isPresent()
                ? Evaluator.evaluate(parameter.defaultValue().get(), frame)
                : new UndefinedValue("the parameter `" + parameter.name() + "` was not given");
    }

    private void bindRest(TemplateScope frame, Call call, LinkedHashMap<String, Value> named) {
        int count = macro.signature().parameters().size();
        List<Value> rest = call.positional().size() > count
                ? call.positional().subList(count, call.positional().size())
                : List.of();
        if (macro.signature().takesRest()) {
            frame.set("varargs", TupleItems.of(rest));
        } else if (!rest.isEmpty()) {
            throw Operators.type("the macro `" + macro.name() + "` takes " + count + " arguments, not "
                    + call.positional().size());
        }
        if (macro.signature().takesNamed()) {
            frame.set("kwargs", MapValue.ofStrings(named));
        } else if (!named.isEmpty()) {
            throw Operators.type("the macro `" + macro.name() + "` has no parameter `"
                    + named.firstEntry().getKey() + "`");
        }
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "name" -> Value.of(macro.name());
            case "arguments" ->
                ListValue.ofStrings(macro.signature().parameters().stream()
                        .map(Parameter::name)
                        .toList());
            case "catch_varargs" -> Value.of(macro.signature().takesRest());
            case "catch_kwargs" -> Value.of(macro.signature().takesNamed());
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String toString() {
        return "<Macro '" + macro.name() + "'>";
    }
}
