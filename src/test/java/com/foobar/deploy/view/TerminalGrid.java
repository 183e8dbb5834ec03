package com.foobar.deploy.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal of so many columns and rows: text, line breaks, and the few escape sequences that views use. A sequence that
 * it does not know fails, so that no view sends what nobody has looked at.
 */
public final class TerminalGrid {
    private final int columns;
    private final int rows;
    private final List<StringBuilder> lines = new ArrayList<>();
    private int top;
    private int row;
    private int column;

    public TerminalGrid(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        line(0);
    }

    public void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                int end = i + 2;
                while (text.charAt(end) < '@') {
                    end++;
                }
                obey(text.charAt(end), text.substring(i + 2, end));
                i = end;
            } else {
                put(c);
            }
        }
    }

    private void obey(char command, String arguments) {
        switch (command) {
            case 'A' -> row = Math.max(top, row - Integer.parseInt(arguments));
            case 'J' -> {
                while (lines.size() > row + 1) {
                    lines.removeLast();
                }
                line(row).setLength(Math.min(column, line(row).length()));
            }
            case 'm' -> {} // colours are not looked at
            default -> throw new AssertionError("an escape sequence that no view should send: " + arguments + command);
        }
    }

    private void put(char c) {
        switch (c) {
            case '\r' -> column = 0;
            case '\n' -> {
                column = 0;
                down();
            }
            default -> {
                if (column == columns) {
                    column = 0;
                    down();
                }
                StringBuilder line = line(row);
                while (line.length() <= column) {
                    line.append(' ');
                }
                line.setCharAt(column++, c);
            }
        }
    }

    private void down() {
        row++;
        top = Math.max(top, row - rows + 1);
        line(row);
    }

    private StringBuilder line(int number) {
        while (lines.size() <= number) {
            lines.add(new StringBuilder());
        }
        return lines.get(number);
    }

    /** All lines, those that were scrolled out of sight too. */
    public String text() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        return text.toString().stripTrailing() + "\n";
    }
}
