package com.foobar.deploy.template;

import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One use of a filter, test, lookup or global function. Values are evaluated and hold no templates.
 *
 * @param name of the filter, for messages
 * @param positional for filters and tests, what stands before the bar comes first
 * @param context of the evaluation
 */
public record Call(String name, List<Value> positional, Map<String, Value> named, EvaluationContext context) {
    public Call {
        positional = List.copyOf(positional);
    }

    /** What the filter or test is applied to. */
    public Value subject() {
        return positional.getFirst();
    }

    /** An argument after the subject, by position (from 0) or name. */
    public Optional<Value> argument(int index, String argumentName) {
        if (named.containsKey(argumentName)) {
            return Optional.of(named.get(argumentName));
        }
        return index + 1 < positional.size() ? Optional.of(positional.get(index + 1)) : Optional.empty();
    }

    /** The subject, where undefined is an error. */
    public Value definedSubject() {
        if (subject() instanceof UndefinedValue undefined) {
            throw undefined.toException();
        }
        return subject();
    }
}
