package com.foobar.deploy.template.mustache;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One rendering of one template: the outermost scope, and whether a secret was written. */
final class MustacheRendering {
    private final Place file;
    private final MustacheVariables variables;
    private final Map<String, Value> evaluated = new HashMap<>();
    private boolean secret;

    MustacheRendering(Path file, MustacheVariables variables) {
        this.file = Place.of(file.toString());
        this.variables = variables;
    }

    Place file() {
        return file;
    }

    TextValue finish(String text) {
        return secret ? TextValue.secret(text) : TextValue.plain(text);
    }

    /** A variable's value with its templates evaluated; null where there is none. */
    private @Nullable Value variable(String name) {
        Value value = evaluated.get(name);
        if (value == null) {
            value = variables.get(name);
            if (value != null) {
                evaluated.put(name, value);
            }
        }
        return value;
    }

    /** The value of a tag's name, looked for from the innermost frame outwards. */
    Value resolve(TagName name, List<Object> scopes, Place place) {
        Value current = first(name.steps().getFirst(), scopes);
        if (current == null) {
            return missing(name, name.steps().getFirst(), names(scopes), place);
        }
        for (String step : name.steps().subList(1, name.steps().size())) {
            Value next = Members.get(current, step);
            if (next == null) {
                return missing(name, step, Members.names(current), place);
            }
            current = next;
        }
        return current;
    }

    private @Nullable Value first(String name, List<Object> scopes) {
        for (Object each : scopes.reversed()) {
            Value found = each instanceof MustacheSection frame ? frame.get(name) : null;
            if (found != null) {
                return found;
            }
        }
        return variable(name);
    }

    private Iterable<String> names(List<Object> scopes) {
        var names = new TreeSet<>(variables.names());
        for (Object each : scopes) {
            if (each instanceof MustacheSection frame) {
                names.addAll(Members.names(frame.value()));
            }
        }
        return names;
    }

    private static Value missing(TagName name, String step, Iterable<String> known, Place place) {
        if (name.optional()) {
            return NullValue.NULL;
        }
        String where = name.steps().size() == 1 ? "" : ", used as `" + name + "`,";
        throw Diagnostic.of(ErrorCode.UNDEFINED_VARIABLE, "`" + step + "`" + where + " is undefined")
                .at(place)
                .suggest(step, known)
                .advise("where it may be missing, write `" + name + "?`")
                .toException();
    }

    /** What a tag writes: booleans as true and false, everything else as Python prints it. */
    String text(TagName name, Value value, Place place) {
        secret |= value.holdsSecret();
        return switch (value) {
            case BoolValue bool -> String.valueOf(bool.flag());
            case NullValue _, OmitValue _ -> {
                if (name.optional()) {
                    yield "";
                }
                throw Diagnostic.of(ErrorCode.TEMPLATE_FAILED, "`" + name + "` is null, which has no text")
                        .at(place)
                        .advise("where it may be null, write `" + name + "?`, or put it in a section `{{#" + name
                                + "}}`")
                        .toException();
            }
            default -> placed(() -> PythonText.str(value), place);
        };
    }

    static boolean truth(Value value) {
        return !(value instanceof OmitValue) && PythonValues.truth(value);
    }

    private interface Work {
        String run();
    }

    private static String placed(Work work, Place place) {
        try {
            return work.run();
        } catch (DeployException e) {
            throw e.diagnostic()
                    .at(e.diagnostic().place().or(() -> Optional.of(place)))
                    .toException(e);
        }
    }
}
