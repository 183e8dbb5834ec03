package com.foobar.deploy.view;

import java.io.PrintWriter;
import java.util.List;
import org.jline.utils.WCWidth;

/** The lowest lines of a terminal, drawn over and over; what is printed goes above them. */
final class LiveArea {
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final ScreenSize size;
    private List<String> drawn = List.of();

    LiveArea(PrintWriter out, ScreenSize size) {
        this.out = out;
        this.size = size;
    }

    boolean visible() {
        return !drawn.isEmpty();
    }

    /** @param lines without escape sequences; they are cut to the terminal's width */
    void draw(List<String> lines) {
        List<String> fitting =
                lines.stream().map(line -> fit(line, size.columns() - 1)).toList();
        if (fitting.equals(drawn) || !size.drawable()) {
            return;
        }
        String up = moveUp();
        out.print(up + CLEAR_BELOW + String.join("\n", fitting));
        drawn = fitting;
    }

    void erase() {
        if (visible()) {
            out.print(moveUp() + CLEAR_BELOW);
            drawn = List.of();
        }
    }

    /** A terminal made narrower since then has broken the lines. */
    private String moveUp() {
        int rows = 0;
        for (String line : drawn) {
            rows += Math.max(1, (width(line) + size.columns() - 1) / size.columns());
        }
        return rows > 1 ? "\r\u001b[" + (rows - 1) + "A" : "\r";
    }

    /** Cut by the cells that characters take on a terminal, which may be none or two. */
    static String fit(String line, int columns) {
        var fitting = new StringBuilder();
        int width = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            width += Math.max(0, WCWidth.wcwidth(c));
            if (width > columns) {
                break;
            }
            fitting.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return fitting.toString();
    }

    private static int width(String line) {
        return line.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
