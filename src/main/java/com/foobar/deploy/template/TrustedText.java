package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is made of trusted texts alone is trusted, so that a condition that the user put together stays a condition. All
 * else is data: a text is never evaluated as an expression where a part of it came from a host, a file or a lookup.
 */
final class TrustedText {
    /** Filters that look at the controller's files and environment. */
    private static final Set<String> OUTSIDE =
            Set.of("realpath", "relpath", "expanduser", "expandvars", "fileglob", "unvault");

    private TrustedText() {}

    /** The result, trusted if all that it was made from is. Containers hand on their items with marks of their own. */
    static Value carry(Value result, Collection<Value> madeFrom) {
        if (!lacksTrust(result)) {
            return result;
        }
        for (Value value : madeFrom) {
            if (!value.trusted()) {
                return result;
            }
        }
        return trusted(result);
    }

    static Value carry(Value result, Call call) {
        if (!lacksTrust(result) || OUTSIDE.contains(Invocations.shortName(call.name()))) {
            return result;
        }
        return call.named().values().stream().allMatch(Value::trusted) ? carry(result, call.positional()) : result;
    }

    /** A text, or a list of texts as {@code split} makes it. */
    private static boolean lacksTrust(Value result) {
        return switch (result) {
            case TextValue text -> !text.trusted();
            case ListValue(List<Value> items) ->
                !items.isEmpty() && items.getFirst() instanceof TextValue first && !first.trusted();
            default -> false;
        };
    }

    private static Value trusted(Value result) {
        return switch (result) {
            case TextValue text -> text.withTrust();
            case ListValue(List<Value> items) ->
                new ListValue(items.stream().map(TrustedText::trusted).toList());
            default -> result;
        };
    }

    /** Refuses a text that is to be evaluated as an expression, and is not the user's. */
    static void require(TextValue expression) {
        if (!expression.trusted()) {
            throw refused("this expression is put together from text that came from a host, a file or a lookup;"
                    + " such text is never evaluated");
        }
    }

    /** What decides which code runs is the user's to name. */
    static void requireLookup(TextValue name) {
        if (!name.trusted()) {
            throw refused("the name of this lookup came from a host, a file or a lookup");
        }
    }

    private static DeployException refused(String message) {
        return Diagnostic.of(ErrorCode.UNTRUSTED_EXPRESSION, message)
                .advise("write the expression itself, and name the variable in it without quotes and `{{ }}`:"
                        + " `that: ver.stdout == '1.2.3'`, not `that: \"'{{ ver.stdout }}' == '1.2.3'\"`")
                .toException();
    }
}
