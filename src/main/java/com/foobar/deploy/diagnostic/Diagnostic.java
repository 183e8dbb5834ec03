package com.foobar.deploy.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An error as a value. The view adds the excerpt, which it reads from {@code place}; a message never holds a secret.
 *
 * @param message one sentence without a full stop, in lower case, that names what is wrong
 * @param advice what to try, one sentence each, the likeliest first
 * @param state how the hosts were left, where whoever threw it knows
 */
public record Diagnostic(
        ErrorCode code, String message, Optional<Place> place, List<String> advice, Optional<String> state) {
    public Diagnostic {
        advice = List.copyOf(advice);
    }

    public Diagnostic(ErrorCode code, String message, Optional<Place> place, List<String> advice) {
        this(code, message, place, advice, Optional.empty());
    }

    public static Diagnostic of(ErrorCode code, String message) {
        return new Diagnostic(code, message, Optional.empty(), List.of());
    }

    public Diagnostic at(Place where) {
        return new Diagnostic(code, message, Optional.of(where), advice, state);
    }

    public Diagnostic at(Optional<Place> where) {
        return where.map(this::at).orElse(this);
    }

    public Diagnostic advise(String sentence) {
        var more = new ArrayList<>(advice);
        more.add(sentence);
        return new Diagnostic(code, message, place, more, state);
    }

    /** How the hosts are left, unless that is said already. */
    public Diagnostic leaving(String how) {
        return state.isPresent() ? this : new Diagnostic(code, message, place, advice, Optional.of(how));
    }

    /** Adds "did you mean" where one of the known names is near enough. */
    public Diagnostic suggest(String given, Iterable<String> known) {
        return NearestName.of(given, known)
                .map(near -> advise("did you mean `" + near + "`?"))
                .orElse(this);
    }

    public DeployException toException() {
        return new DeployException(this);
    }

    public DeployException toException(Throwable cause) {
        return new DeployException(this, cause);
    }
}
