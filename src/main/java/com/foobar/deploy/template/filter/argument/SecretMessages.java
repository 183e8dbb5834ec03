package com.foobar.deploy.template.filter.argument;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Keeps what a filter says of a secret it refuses out of the message. */
public final class SecretMessages {
    private static final Pattern QUOTED = Pattern.compile("`([^`]{3,})`");

    private SecretMessages() {}

    public static <T> T guarded(Call call, Supplier<T> work) {
        try {
            return work.get();
        } catch (DeployException e) {
            ErrorCode code = e.diagnostic().code();
            if (code == ErrorCode.UNDEFINED_VARIABLE || !shows(e.diagnostic().message(), secrets(call))) {
                throw e;
            }
            // Without the cause, whose message may hold it too.
            throw Diagnostic.of(code, "`" + call.name() + "` cannot use a secret value it is given")
                    .advise("the reason is not shown because it holds the secret")
                    .toException();
        }
    }

    private static List<String> secrets(Call call) {
        var secrets = new ArrayList<String>();
        call.positional().forEach(value -> collect(value, secrets));
        call.named().values().forEach(value -> collect(value, secrets));
        return secrets;
    }

    private static void collect(Value value, List<String> secrets) {
        switch (value) {
            case TextValue text when text.secret() && !text.text().isEmpty() -> secrets.add(text.text());
            case ListValue list -> list.items().forEach(item -> collect(item, secrets));
            case MapValue map -> map.entries().values().forEach(item -> collect(item, secrets));
            default -> {}
        }
    }

    /** A message shows a secret whole, as Python prints it, or by a quoted part of it. */
    private static boolean shows(String message, List<String> secrets) {
        if (secrets.isEmpty()) {
            return false;
        }
        List<String> quoted =
                QUOTED.matcher(message).results().map(match -> match.group(1)).toList();
        return secrets.stream().anyMatch(secret -> {
            String printed = PythonText.repr(Value.of(secret));
            return message.contains(secret)
                    || message.contains(printed.substring(1, printed.length() - 1))
                    || quoted.stream().anyMatch(secret::contains);
        });
    }
}
