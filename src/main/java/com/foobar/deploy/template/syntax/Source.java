package com.foobar.deploy.template.syntax;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.Optional;

/**
 * The text that offsets in tokens and expressions count in, and where it stands.
 *
 * @param start the place of the text's first character; for a template file line 1, column 1
 * @param file true for a template file, whose lines are the text's lines; a scalar of a YAML file is folded and
 *     unquoted, so that only a one-line scalar's offsets can be told
 */
public record Source(String text, Optional<Place> start, boolean file) {
    public static Source ofFile(String text, String name) {
        return new Source(newlines(text), Optional.of(new Place(name, 1, 1)), true);
    }

    public static Source ofScalar(String text, Optional<Place> start) {
        return new Source(newlines(text), start, false);
    }

    /** Jinja2 knows one kind of newline, also in what it only copies. */
    private static String newlines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The place of a character; the start of the text where that is all that can be told. */
    public Optional<Place> at(int offset) {
        return start.map(place -> file ? inFile(place, offset) : inScalar(place, offset));
    }

    private Place inFile(Place place, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new Place(place.file(), line, offset - lineStart + 1);
    }

    private Place inScalar(Place place, int offset) {
        if (place.column() == 0 || text.indexOf('\n') >= 0) {
            return place;
        }
        // A scalar that starts so can only stand in quotes, and its place is that of the quote.
        int quote = !text.isEmpty() && "{['\"".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        return new Place(place.file(), place.line(), place.column() + quote + offset);
    }

    public DeployException syntaxError(int offset, String message) {
        return syntax(offset, message).toException();
    }

    Diagnostic syntax(int offset, String message) {
        return Diagnostic.of(ErrorCode.TEMPLATE_SYNTAX, message).at(at(offset));
    }
}
