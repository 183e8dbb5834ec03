package com.foobar.deploy.template.filter.jmespath;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.value.Value;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.parser.ParseError;
import io.burt.jmespath.parser.ParseException;

/** The filter {@code json_query}. Apart from the other filters, so that the library is loaded where it is used only. */
public final class JsonQuery {
    private static final JmesPathValues VALUES = new JmesPathValues();

    private JsonQuery() {}

    public static Value find(Call call) {
        var arguments = Arguments.of(call, "expr");
        String expression = arguments.text("expr");
        try {
            return VALUES.compile(JmesPathText.withQuotes(expression)).search(arguments.subject());
        } catch (ParseException e) {
            throw misunderstood(expression, e);
        } catch (JmesPathException | NumberFormatException e) {
            // The latter from an index that is too large.
            throw Problem.failed("`json_query` fails at `" + expression + "`: " + e.getMessage(), e);
        }
    }

    private static DeployException misunderstood(String expression, ParseException e) {
        // What follows the first error often comes of it.
        ParseError first = e.iterator().next();
        return Problem.failed(
                "`" + expression + "` is not valid JMESPath: " + first.message() + ", at character "
                        + (first.position() + 1),
                e);
    }
}
