package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Filters that lay a text out in lines: indentation, widths, comments. */
public final class LayoutFilters {
    private LayoutFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("indent", LayoutFilters::indent);
        table.add("center", LayoutFilters::center);
        table.add("truncate", LayoutFilters::truncate);
        table.add("wordwrap", LayoutFilters::wordwrap);
        table.add("comment", LayoutFilters::comment);
    }

    private static Value indent(Call call) {
        var arguments = Arguments.of(call, "width", "first", "blank");
        String indentation = arguments
                .find("width")
                .map(width -> width instanceof IntValue ? " ".repeat(arguments.number("width")) : PythonText.str(width))
                .orElse("    ");
        boolean blank = arguments.flag("blank", false);
        // A line's end after the text makes a text that ends with one keep it.
        List<String> lines = TextFilters.lines(arguments.subjectText() + "\n");
        String rest = lines.stream()
                .skip(1)
                .map(line -> "\n" + (blank || !line.isEmpty() ? indentation : "") + line)
                .collect(Collectors.joining());
        return Value.of((arguments.flag("first", false) ? indentation : "") + lines.getFirst() + rest);
    }

    private static Value center(Call call) {
        var arguments = Arguments.of(call, "width");
        String text = arguments.subjectText();
        int width = arguments.number("width", 80);
        int missing = Math.max(0, width - TextFilters.width(text));
        int left = missing / 2 + (missing & width & 1);
        return Value.of(" ".repeat(left) + text + " ".repeat(missing - left));
    }

    private static Value truncate(Call call) {
        var arguments = Arguments.of(call, "length", "killwords", "end", "leeway");
        String text = arguments.subjectText();
        String end = arguments.text("end", "...");
        int length = arguments.number("length", 255);
        if (length < end.length()) {
            throw Problem.failed("`truncate` expects a length of at least " + end.length());
        }
        if (TextFilters.width(text) <= length + arguments.number("leeway", 5)) {
            return Value.of(text);
        }
        String head = text.substring(0, text.offsetByCodePoints(0, length - end.length()));
        int space = arguments.flag("killwords", false) ? -1 : head.lastIndexOf(' ');
        return Value.of((space < 0 ? head : head.substring(0, space)) + end);
    }

    private static Value wordwrap(Call call) {
        var arguments = Arguments.of(call, "width", "break_long_words", "wrapstring", "break_on_hyphens");
        var wrap = new WordWrap(
                arguments.number("width", 79),
                arguments.flag("break_long_words", true),
                arguments.flag("break_on_hyphens", true));
        String separator = arguments.text("wrapstring", "\n");
        return Value.of(TextFilters.lines(arguments.subjectText()).stream()
                .map(line -> String.join(separator, wrap.lines(line)))
                .collect(Collectors.joining(separator)));
    }

    /** How a comment looks by default in each style: what it begins with, stands before each line, ends with. */
    private enum CommentStyle {
        PLAIN("", "# ", ""),
        ERLANG("", "% ", ""),
        C("", "// ", ""),
        CBLOCK("/*", " * ", " */"),
        XML("<!--", " - ", "-->");

        private final String beginning;
        private final String decoration;
        private final String end;

        CommentStyle(String beginning, String decoration, String end) {
            this.beginning = beginning;
            this.decoration = decoration;
            this.end = end;
        }

        static CommentStyle of(String name) {
            for (CommentStyle style : values()) {
                if (style.name().equalsIgnoreCase(name)) {
                    return style;
                }
            }
            throw Problem.failed("`comment` has the styles plain, erlang, c, cblock and xml, not `" + name + "`");
        }
    }

    private static Value comment(Call call) {
        var arguments = Arguments.of(
                call,
                "style",
                "newline",
                "beginning",
                "prefix",
                "prefix_count",
                "decoration",
                "postfix",
                "postfix_count",
                "end");
        var style = CommentStyle.of(arguments.text("style", "plain"));
        String newline = arguments.text("newline", "\n");
        String decoration = arguments.text("decoration", style.decoration);
        String bare = decoration.stripTrailing();
        String beginning = arguments.text("beginning", style.beginning);
        String prefix = arguments.text("prefix", bare);
        String postfix = arguments.text("postfix", bare);
        String end = arguments.text("end", style.end);
        var out = new StringBuilder(beginning.isEmpty() ? "" : beginning + newline);
        if (!prefix.isEmpty()) {
            out.append(
                    (prefix.equals(newline) ? newline : prefix + newline).repeat(arguments.number("prefix_count", 1)));
        }
        out.append(decorate(arguments.subjectText(), decoration, bare, newline));
        out.append((newline + postfix).repeat(arguments.number("postfix_count", 1)));
        return Value.of(out.append(end.isEmpty() ? "" : newline + end).toString());
    }

    private static String decorate(String text, String decoration, String bare, String newline) {
        String decorated = decoration + text.replace(newline, newline + decoration);
        return decorated.replace(decoration + newline, bare + newline);
    }
}
