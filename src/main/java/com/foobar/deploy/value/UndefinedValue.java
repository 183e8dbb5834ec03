package com.foobar.deploy.value;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.List;
import java.util.Optional;

/**
 * What a name that is not defined evaluates to. It may be asked whether it is defined and given a default; any other
 * use is an error that says {@code hint}.
 *
 * @param hint for example {@code `db_name` is undefined}
 * @param name the name that is missing; empty where it is not a name
 * @param known the names there are instead, only gone through for the error message
 * @param place where the name is used
 * @param advice what was to be said of a name that this value came from
 */
public record UndefinedValue(
        String hint, String name, Iterable<String> known, Optional<Place> place, List<String> advice) implements Value {
    public UndefinedValue(String hint, String name, Iterable<String> known, Optional<Place> place) {
        this(hint, name, known, place, List.of());
    }

    public UndefinedValue(String hint) {
        this(hint, "", List.of(), Optional.empty());
    }

    public static UndefinedValue of(String name) {
        return new UndefinedValue("`" + name + "` is undefined", name, List.of(), Optional.empty());
    }

    @Override
    public String toString() {
        return hint;
    }

    /** The error of using it, with the nearest known name as advice. */
    public DeployException toException() {
        var error = new Diagnostic(ErrorCode.UNDEFINED_VARIABLE, hint, place, advice);
        return (name.isEmpty() ? error : error.suggest(name, known)).toException();
    }
}
