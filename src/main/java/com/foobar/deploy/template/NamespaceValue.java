package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace()} makes: attributes that a loop's body can set for the template around it. */
final class NamespaceValue implements FunctionValue, Evaluation.PlainForm {
    private final Map<String, Value> attributes = new LinkedHashMap<>();

    void set(String name, Value value) {
        attributes.put(name, value);
    }

    @Override
    public Value call(Call call) {
        throw Operators.type("a namespace cannot be called");
    }

    @Override
    public @Nullable Value attribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Value plainForm() {
        return Value.of(attributes);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public String toString() {
        return "<Namespace " + PythonText.repr(Value.of(attributes)) + ">";
    }
}
