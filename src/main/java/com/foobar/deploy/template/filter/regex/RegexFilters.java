package com.foobar.deploy.template.filter.regex;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters with regular expressions in Python's syntax. */
public final class RegexFilters {
    private static final Pattern PYTHON_SPECIAL = Pattern.compile("[()\\[\\]{}?*+\\-|^$\\\\.&~# \t\n\r\u000b\f]");
    private static final Pattern POSIX_SPECIAL = Pattern.compile("[\\[\\]^$.*\\\\]");
    private static final Pattern GROUP = Pattern.compile("\\\\(?:g<(\\w+)>|(\\d+))");

    private RegexFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("regex_replace", RegexFilters::replace);
        table.add("regex_search", RegexFilters::search);
        table.add("regex_findall", RegexFilters::findAll);
        table.add("regex_escape", RegexFilters::escape);
    }

    private static Value replace(Call call) {
        var arguments =
                Arguments.of(call, "pattern", "replacement", "ignorecase", "multiline", "count", "mandatory_count");
        var regex = regex(arguments, arguments.text("pattern", ""));
        var replacement = new RegexReplacement(arguments.text("replacement", ""));
        replacement.check(regex);
        int most = arguments.number("count", 0);
        var out = new StringBuilder();
        String text = arguments.subjectText();
        int count = PythonRegex.guarded(() -> substitute(regex, replacement, text, most, out));
        int mandatory = arguments.number("mandatory_count", 0);
        if (mandatory != 0 && mandatory != count) {
            throw Problem.failed("`regex_replace` found " + count + " matches where " + mandatory + " are mandatory");
        }
        return Value.of(out.toString());
    }

    private static int substitute(
            PythonRegex regex, RegexReplacement replacement, String text, int most, StringBuilder out) {
        Matcher match = regex.matcher(text);
        int count = 0;
        int from = 0;
        while ((most == 0 || count < most) && match.find()) {
            out.append(text, from, match.start()).append(replacement.expand(regex, match));
            from = match.end();
            count++;
        }
        out.append(text.substring(from));
        return count;
    }

    private static PythonRegex regex(Arguments arguments, String pattern) {
        return PythonRegex.compile(pattern, arguments.flag("ignorecase", false), arguments.flag("multiline", false));
    }

    private static Value search(Call call) {
        var arguments = Arguments.ofNamed(call, "regex", "ignorecase", "multiline");
        List<Value> positional = call.positional();
        boolean named = arguments.has("regex");
        if (positional.size() < 2 && !named) {
            throw Problem.type("`regex_search` lacks its argument `regex`");
        }
        var regex = regex(arguments, named ? arguments.text("regex") : PythonText.str(positional.get(1)));
        List<Value> groups = positional.subList(Math.min(positional.size(), named ? 1 : 2), positional.size());
        Matcher match = regex.matcher(arguments.subjectText());
        if (!PythonRegex.guarded(match::find)) {
            return NullValue.NULL;
        }
        return groups.isEmpty()
                ? Value.of(match.group())
                : new ListValue(
                        groups.stream().map(group -> group(regex, match, group)).toList());
    }

    private static Value group(PythonRegex regex, Matcher match, Value reference) {
        Matcher form = GROUP.matcher(PythonText.str(reference));
        if (!form.matches()) {
            throw Problem.failed(
                    "`regex_search` names groups as \\\\1 or \\\\g<name>, not as " + PythonText.repr(reference));
        }
        String text = regex.group(match, form.group(1) == null ? form.group(2) : form.group(1));
        return text == null ? NullValue.NULL : Value.of(text);
    }

    private static Value findAll(Call call) {
        var arguments = Arguments.of(call, "regex", "multiline", "ignorecase");
        Matcher match = regex(arguments, arguments.text("regex")).matcher(arguments.subjectText());
        return PythonRegex.guarded(() -> {
            var found = new ArrayList<Value>();
            while (match.find()) {
                found.add(found(match));
            }
            return new ListValue(found);
        });
    }

    /** Without groups the whole match, with one group its text, with more a list of theirs. */
    private static Value found(Matcher match) {
        if (match.groupCount() == 0) {
            return Value.of(match.group());
        }
        var groups = new ArrayList<Value>();
        for (int i = 1; i <= match.groupCount(); i++) {
            groups.add(Value.of(match.group(i) == null ? "" : match.group(i)));
        }
        return groups.size() == 1 ? groups.getFirst() : new ListValue(groups);
    }

    private static Value escape(Call call) {
        var arguments = Arguments.of(call, "re_type");
        Pattern special = switch (arguments.text("re_type", "python")) {
            case "python" -> PYTHON_SPECIAL;
            case "posix_basic" -> POSIX_SPECIAL;
            case String other ->
                throw Problem.failed("`regex_escape` knows python and posix_basic, not `" + other + "`");
        };
        return Value.of(special.matcher(arguments.subjectText()).replaceAll("\\\\$0"));
    }
}
