package com.foobar.deploy.template.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a template into text, outputs and tags, with Jinja2's whitespace control. */
final class TemplateScanner {
    private final Source source;
    private final String text;
    private final TemplateSettings settings;
    private final boolean rawBackslashes;
    private final List<Segment> segments = new ArrayList<>();
    private int position;
    /** True where what comes next starts a line: at the start, and after a tag whose newline was dropped. */
    private boolean lineStart = true;

    private TemplateScanner(Source source, TemplateSettings settings, boolean rawBackslashes, int from) {
        this.source = source;
        this.text = source.text();
        this.settings = settings;
        this.rawBackslashes = rawBackslashes;
        this.position = from;
    }

    static List<Segment> scan(Source source, TemplateSettings settings, boolean rawBackslashes, int from) {
        var scanner = new TemplateScanner(source, settings, rawBackslashes, from);
        scanner.run();
        return scanner.segments;
    }

    private void run() {
        while (position < text.length()) {
            int start = nextMark(position);
            if (start < 0) {
                addText(text.substring(position));
                return;
            }
            mark(start);
        }
    }

    private int nextMark(int from) {
        int best = -1;
        for (String mark : List.of(settings.blockStart(), settings.variableStart(), settings.commentStart())) {
            int found = text.indexOf(mark, from);
            if (found >= 0 && (best < 0 || found < best)) {
                best = found;
            }
        }
        return best;
    }

    private void mark(int start) {
        String opened = openedAt(start);
        boolean output = opened.equals(settings.variableStart());
        int inside = start + opened.length();
        char sign = inside < text.length() ? text.charAt(inside) : ' ';
        boolean signed = sign == '-' || (sign == '+' && !output);
        addText(before(text.substring(position, start), signed ? sign : ' ', output));
        position = signed ? inside + 1 : inside;
        if (output) {
            output(start);
        } else if (opened.equals(settings.commentStart())) {
            comment(start);
        } else {
            tag(start);
        }
    }

    /** The longest mark wins, as custom marks may start alike. */
    private String openedAt(int start) {
        String longest = "";
        for (String mark : List.of(settings.variableStart(), settings.blockStart(), settings.commentStart())) {
            if (text.startsWith(mark, start) && mark.length() > longest.length()) {
                longest = mark;
            }
        }
        return longest;
    }

    private String before(String data, char sign, boolean output) {
        if (sign == '-') {
            return data.stripTrailing();
        }
        if (sign == '+' || output || !settings.lstripBlocks()) {
            return data;
        }
        int line = data.lastIndexOf('\n') + 1;
        boolean startsLine = line > 0 || lineStart;
        return startsLine && data.substring(line).isBlank() ? data.substring(0, line) : data;
    }

    private void addText(String data) {
        if (!data.isEmpty()) {
            segments.add(new Segment.Text(data));
        }
    }

    private void output(int start) {
        var result = tokens(settings.variableEnd(), start);
        segments.add(new Segment.Output(result.tokens(), start));
        close(result.end(), settings.variableEnd(), false);
    }

    private Lexer.Result tokens(String close, int start) {
        boolean raw = rawBackslashes && close.equals(settings.variableEnd());
        return Lexer.upTo(close, source, position, start, raw);
    }

    private void comment(int start) {
        int end = text.indexOf(settings.commentEnd(), position);
        if (end < 0) {
            throw source.syntaxError(start, "this comment is never closed by `" + settings.commentEnd() + "`");
        }
        boolean signed = end > position && "+-".indexOf(text.charAt(end - 1)) >= 0;
        close(signed ? end - 1 : end, settings.commentEnd(), settings.trimBlocks());
    }

    private void tag(int start) {
        var result = tokens(settings.blockEnd(), start);
        if (result.tokens().getFirst().isName("raw") && result.tokens().size() == 2) {
            close(result.end(), settings.blockEnd(), false);
            raw(start);
            return;
        }
        segments.add(new Segment.Tag(result.tokens(), start));
        close(result.end(), settings.blockEnd(), settings.trimBlocks());
    }

    /** Goes after a closing mark, and after the white space that it swallows. */
    private void close(int end, String mark, boolean trimNewline) {
        char sign = text.charAt(end);
        boolean signed = !text.startsWith(mark, end);
        position = end + mark.length() + (signed ? 1 : 0);
        int from = position;
        if (signed && sign == '-') {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
        } else if (!signed && trimNewline && position < text.length() && text.charAt(position) == '\n') {
            position++;
        }
        lineStart = position > from && text.charAt(position - 1) == '\n';
    }

    private void raw(int start) {
        int from = position;
        for (int i = text.indexOf(settings.blockStart(), from);
                i >= 0;
                i = text.indexOf(settings.blockStart(), i + 1)) {
            Integer end = endRaw(i + settings.blockStart().length());
            if (end != null) {
                char sign = text.charAt(i + settings.blockStart().length());
                addText(before(text.substring(from, i), sign == '-' || sign == '+' ? sign : ' ', false));
                close(end, settings.blockEnd(), settings.trimBlocks());
                return;
            }
        }
        throw source.syntaxError(start, "this `raw` is never closed by `endraw`");
    }

    /** Where the mark that closes {@code endraw} starts; null where something else stands here. */
    private @Nullable Integer endRaw(int from) {
        int i = from < text.length() && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
        i = skipSpace(i);
        if (!text.startsWith("endraw", i)) {
            return null;
        }
        i = skipSpace(i + "endraw".length());
        int closing = i < text.length() && "+-".indexOf(text.charAt(i)) >= 0 ? i + 1 : i;
        return text.startsWith(settings.blockEnd(), closing) ? i : null;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
