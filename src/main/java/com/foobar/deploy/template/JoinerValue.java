package com.foobar.deploy.template;

import com.foobar.deploy.value.Value;

/** What {@code joiner(', ')} makes: nothing the first time it is called, the separator each further time. */
final class JoinerValue implements FunctionValue {
    private final Value separator;
    private boolean used;

    JoinerValue(Value separator) {
        this.separator = separator;
    }

    @Override
    public Value call(Call call) {
        Value text = used ? separator : Value.of("");
        used = true;
        return text;
    }

    @Override
    public String typeName() {
        return "Joiner";
    }
}
