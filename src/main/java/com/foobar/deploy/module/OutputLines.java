package com.foobar.deploy.module;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** The lines of an output. Each is cut out when it is asked for: endless output has millions of them. */
public final class OutputLines extends AbstractList<Value> implements RandomAccess {
    private final String text;
    private final int[] starts;
    private final int size;

    private OutputLines(String text) {
        this.text = text;
        int[] found = new int[16];
        int count = 1;
        for (int at = nextLine(text, 0); at >= 0; at = nextLine(text, at)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count] = at;
            count++;
        }
        this.starts = found;
        this.size = count;
    }

    /** None of an empty text; a line break at the end opens an empty line. */
    public static ListValue of(String text) {
        return text.isEmpty() ? ListValue.EMPTY : new ListValue(new OutputLines(text));
    }

    /** Without line breaks at the end. */
    static String stripped(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Where the line after the next line break starts, or -1. */
    private static int nextLine(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                return at + 2;
            }
            if (isBreak(c)) {
                return at + 1;
            }
        }
        return -1;
    }

    /** What Unicode calls a line break; Java's regular expressions write it {@code \\R}. */
    private static boolean isBreak(char c) {
        return c >= '\n' && c <= '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    @Override
    public Value get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return Value.of(text.substring(starts[index], end(index)));
    }

    private int end(int index) {
        if (index == size - 1) {
            return text.length();
        }
        int last = starts[index + 1] - 1;
        boolean two = last > starts[index] && text.charAt(last) == '\n' && text.charAt(last - 1) == '\r';
        return two ? last - 1 : last;
    }

    @Override
    public int size() {
        return size;
    }
}
