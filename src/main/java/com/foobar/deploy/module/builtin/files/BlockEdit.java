package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.builtin.files.BlockInFileModule.Args;
import com.foobar.deploy.module.builtin.files.BlockInFileModule.Desired;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.value.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Ansible's rules of where a block goes (its blockinfile module). */
final class BlockEdit {
    private static final String END = "\n";

    private final Args args;
    private final List<String> lines;
    private final String begin;
    private final String end;

    BlockEdit(Args args, List<String> lines) {
        this.args = args;
        this.lines = new ArrayList<>(lines);
        this.begin = args.marker().replace("{mark}", args.markerBegin()) + END;
        this.end = args.marker().replace("{mark}", args.markerEnd()) + END;
    }

    boolean removes() {
        return args.state() == Desired.ABSENT || text().isEmpty();
    }

    private String text() {
        return args.block().map(TextValue::text).orElse("");
    }

    /** @return the text of the file with the block */
    String run() {
        String before = String.join("", lines);
        int at = cut();
        if (at < 0) {
            at = place(before);
        }
        if (at > 0 && !lines.get(at - 1).endsWith(END)) {
            lines.set(at - 1, lines.get(at - 1) + END);
        }
        boolean present = args.state() == Desired.PRESENT;
        if (args.prependNewline() && present && at > 0 && !lines.get(at - 1).equals(END)) {
            lines.add(at, END);
            at++;
        }
        List<String> block = block();
        lines.addAll(at, block);
        int behind = at + block.size();
        if (args.appendNewline()
                && present
                && behind < lines.size()
                && !lines.get(behind).equals(END)) {
            lines.add(behind, END);
        }
        return String.join("", lines);
    }

    private List<String> block() {
        if (removes()) {
            return List.of();
        }
        var block = new ArrayList<String>();
        block.add(begin);
        block.addAll(EditedFile.split(text().endsWith(END) ? text() : text() + END));
        block.add(end);
        return block;
    }

    /** Takes the old block out. The markers may be in the wrong order: all between them goes, as with Ansible. */
    private int cut() {
        List<String> starts = markerLines(begin);
        List<String> ends = markerLines(end);
        int first = last(starts);
        int last = last(ends);
        if (first < 0 || last < 0) {
            return -1;
        }
        int from = Math.min(first, last);
        int to = first > last ? first + starts.size() : last + ends.size();
        lines.subList(from, to).clear();
        return from;
    }

    private static List<String> markerLines(String marker) {
        return marker.substring(0, marker.length() - END.length()).lines().toList();
    }

    /** Where a marker of one or more lines stands last; line ends do not count, and the last line may lack one. */
    private int last(List<String> marker) {
        for (int i = lines.size() - marker.size(); i >= 0 && !marker.isEmpty(); i--) {
            if (marker.equals(lines.subList(i, i + marker.size()).stream()
                    .map(EditedFile::withoutLineEnd)
                    .toList())) {
                return i;
            }
        }
        return -1;
    }

    private int place(String text) {
        Optional<String> anchor = args.insertafter()
                .filter(pattern -> !pattern.equals("EOF"))
                .or(() -> args.insertbefore().filter(pattern -> !pattern.equals("BOF")));
        if (anchor.isEmpty()) {
            return args.insertbefore().isPresent() ? 0 : lines.size();
        }
        boolean after = args.insertafter().isPresent();
        PythonRegex pattern = PythonRegex.compile(anchor.get(), false, false);
        if (anchor.get().matches("\\(\\?[a-z]*m[a-z]*\\).*")) {
            Matcher matcher = pattern.matcher(text);
            if (!PythonRegex.guarded(matcher::find)) {
                return lines.size();
            }
            long breaks = text.substring(0, after ? matcher.end() : matcher.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            return Math.min((int) breaks + (after ? 1 : 0), lines.size());
        }
        int found = -1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = pattern.matcher(lines.get(i));
            found = PythonRegex.guarded(matcher::find) ? i : found;
        }
        return found < 0 ? lines.size() : after ? found + 1 : found;
    }
}
