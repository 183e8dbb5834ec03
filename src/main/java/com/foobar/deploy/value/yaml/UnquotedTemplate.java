package com.foobar.deploy.value.yaml;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the commonest mistake in playbooks: YAML takes a value that starts with braces for a mapping. */
final class UnquotedTemplate {
    private static final Pattern VALUE = Pattern.compile("^(\\s*(?:- )?(?:[\\w.-]+: +)?)(\\{\\{.*?)\\s*$");

    private UnquotedTemplate() {}

    /**
     * The error, if the line at the place, where YAML went wrong, has such a value.
     *
     * @param secret the text is not to be quoted
     */
    static Optional<DeployException> at(Place place, String text, boolean secret) {
        List<String> lines = text.lines().toList();
        if (place.line() < 1 || place.line() > lines.size()) {
            return Optional.empty();
        }
        Matcher matcher = VALUE.matcher(lines.get(place.line() - 1));
        if (!matcher.matches() || matcher.group(1).length() >= place.column()) {
            return Optional.empty();
        }
        var where = new Place(place.file(), place.line(), matcher.group(1).length() + 1);
        String value = matcher.group(2);
        var diagnostic = Diagnostic.of(ErrorCode.YAML_SYNTAX, "a value that starts with `{{` must stand in quotes")
                .at(where);
        boolean plain = !secret && value.indexOf('"') < 0 && value.indexOf('#') < 0;
        return Optional.of(
                (plain ? diagnostic.advise("write `" + matcher.group(1).strip() + " \"" + value + "\"`") : diagnostic)
                        .toException());
    }
}
