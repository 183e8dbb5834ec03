package com.foobar.deploy.template.filter.argument;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options within a lookup's term: {@code key=value key="with spaces"}. */
public final class KeyValues {
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(\"[^\"]*\"|'[^']*'|\\S*)");

    private KeyValues() {}

    public static Map<String, String> parse(String term, List<String> known, String lookup) {
        var options = new LinkedHashMap<String, String>();
        Matcher pair = PAIR.matcher(term);
        int from = 0;
        while (pair.find()) {
            refuseRest(term.substring(from, pair.start()), lookup);
            if (!known.contains(pair.group(1))) {
                throw Diagnostic.of(
                                ErrorCode.EXPRESSION_TYPE,
                                "the lookup `" + lookup + "` has no option `" + pair.group(1) + "`")
                        .suggest(pair.group(1), known)
                        .toException();
            }
            options.put(pair.group(1), unquoted(pair.group(2)));
            from = pair.end();
        }
        refuseRest(term.substring(from), lookup);
        return options;
    }

    private static void refuseRest(String rest, String lookup) {
        if (!rest.isBlank()) {
            throw Problem.failed("the lookup `" + lookup + "` does not understand `" + rest.strip() + "`");
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
