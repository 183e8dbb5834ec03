package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.builtin.files.LineInFileModule.Args;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.template.filter.regex.RegexReplacement;
import com.foobar.deploy.value.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Ansible's rules of where a line goes (its lineinfile module). */
final class LineEdit {
    private static final String END = "\n";

    private final Args args;
    private final List<String> lines;
    private final Optional<PythonRegex> regexp;
    private final Optional<PythonRegex> anchor;

    /** The line that is the one to have, or that matches; -1: none. */
    private int found = -1;

    /** Where to insert; -1: no anchor matched. */
    private int place = -1;

    private @Nullable Matcher match;

    LineEdit(Args args, List<String> lines) {
        this.args = args;
        this.lines = new ArrayList<>(lines);
        this.regexp = args.regexp().map(LineEdit::compile);
        this.anchor = args.insertafter()
                .filter(pattern -> !pattern.equals("EOF") && !pattern.equals("BOF"))
                .or(() -> args.insertbefore().filter(pattern -> !pattern.equals("BOF")))
                .map(LineEdit::compile);
    }

    private static PythonRegex compile(String pattern) {
        return PythonRegex.compile(pattern, false, false);
    }

    String text() {
        return String.join("", lines);
    }

    /** Removes lines. */
    int absent() {
        int before = lines.size();
        if (regexp.isEmpty() && args.searchString().isEmpty() && line().lines().count() > 1) {
            removeRuns((int) line().lines().count());
        } else {
            lines.removeIf(this::unwanted);
        }
        return before - lines.size();
    }

    private void removeRuns(int length) {
        int at = 0;
        while (at < lines.size()) {
            if (isThere(at)) {
                lines.subList(at, at + length).clear();
            } else {
                at++;
            }
        }
    }

    private boolean unwanted(String current) {
        if (regexp.isPresent()) {
            return find(regexp.get(), current) != null;
        }
        return args.searchString()
                .map(current::contains)
                .orElseGet(() -> EditedFile.withoutLineEnd(current).equals(line()));
    }

    private static @Nullable Matcher find(PythonRegex pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return PythonRegex.guarded(matcher::find) ? matcher : null;
    }

    private String line() {
        return args.line().map(TextValue::text).orElse("");
    }

    /** @return what was done, as Ansible says it */
    String present() {
        search();
        if (found >= 0) {
            return replace();
        }
        if (args.backrefs()) {
            return "";
        }
        return insert();
    }

    private void search() {
        for (int i = 0; i < lines.size() && (found < 0 || !args.firstmatch()); i++) {
            String current = lines.get(i);
            Matcher matched = regexp.isPresent() ? find(regexp.get(), current) : null;
            if (matched != null || args.searchString().filter(current::contains).isPresent()) {
                found = i;
                match = matched;
            }
        }
        if (found < 0) {
            searchPlace();
        }
    }

    private void searchPlace() {
        int behind = args.insertafter().isPresent() ? 1 : 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isThere(i)) {
                found = i;
            } else if (anchor.isPresent() && find(anchor.get(), lines.get(i)) != null) {
                place = i + behind;
                if (args.firstmatch()) {
                    found = isThere(place) ? place : found;
                    return;
                }
            }
        }
    }

    /** A line of several lines is there where they stand one after the other. */
    private boolean isThere(int index) {
        List<String> desired = line().lines().toList();
        if (desired.isEmpty()) {
            return index < lines.size()
                    && EditedFile.withoutLineEnd(lines.get(index)).isEmpty();
        }
        return index + desired.size() <= lines.size()
                && desired.equals(lines.subList(index, index + desired.size()).stream()
                        .map(EditedFile::withoutLineEnd)
                        .toList());
    }

    private String replace() {
        String desired = line();
        if (args.backrefs() && match != null && regexp.isPresent()) {
            desired = new RegexReplacement(line()).expand(regexp.get(), match);
        }
        desired = desired.endsWith(END) ? desired : desired + END;
        List<String> parts = EditedFile.split(desired);
        int end = Math.min(found + parts.size(), lines.size());
        if (lines.subList(found, end).equals(parts)) {
            return "";
        }
        if (parts.size() > 1 && !args.backrefs() && isThere(found)) {
            lines.subList(found, end).clear();
            lines.addAll(found, parts);
            return "line replaced";
        }
        lines.set(found, desired);
        return "line replaced";
    }

    private String insert() {
        if (args.insertbefore().filter("BOF"::equals).isPresent()
                || args.insertafter().filter("BOF"::equals).isPresent()) {
            return add(0);
        }
        return add(place < 0 ? lines.size() : place);
    }

    private String add(int index) {
        if (index == lines.size() && index > 0 && !lines.getLast().endsWith(END)) {
            lines.set(index - 1, lines.getLast() + END);
        }
        lines.add(index, line() + END);
        return "line added";
    }
}
