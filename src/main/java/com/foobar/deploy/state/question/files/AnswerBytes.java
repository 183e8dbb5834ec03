package com.foobar.deploy.state.question.files;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.charset.StandardCharsets;

/** Reads the output of our own scripts from front to back. The bytes are a host's: whatever does not fit is an error. */
final class AnswerBytes {
    private final String kind;
    private final StepResult result;
    private int position;

    AnswerBytes(String kind, StepResult result) {
        this.kind = kind;
        this.result = result;
        if (result.droppedOut() > 0) {
            throw error("more was printed than is kept");
        }
    }

    boolean atEnd() {
        return position >= result.out().length;
    }

    /** Up to the next line break, which is passed over. */
    String line() {
        int end = position;
        while (end < result.out().length && result.out()[end] != '\n') {
            end++;
        }
        if (end == result.out().length) {
            throw error("it ends in the middle of a line");
        }
        String line = text(position, end);
        position = end + 1;
        return line;
    }

    /** Up to the next NUL, which is passed over. */
    String untilNul() {
        int end = position;
        while (end < result.out().length && result.out()[end] != 0) {
            end++;
        }
        if (end == result.out().length) {
            throw error("it ends in the middle of a name");
        }
        String text = text(position, end);
        position = end + 1;
        return text;
    }

    /** This many bytes and the line break after them. */
    String counted(int length) {
        if (length < 0 || length >= result.out().length - position || result.out()[position + length] != '\n') {
            throw error("a length does not fit");
        }
        String text = text(position, position + length);
        position += length + 1;
        return text;
    }

    private String text(int from, int to) {
        return new String(result.out(), from, to - from, StandardCharsets.UTF_8);
    }

    DeployException error(String why) {
        String said = result.errorText().strip();
        var diagnostic = Diagnostic.of(
                ErrorCode.OUTPUT_NOT_UNDERSTOOD, "what the host answered about " + kind + " is not understood: " + why);
        return (said.isEmpty() ? diagnostic : diagnostic.advise("the host said: " + firstLine(said))).toException();
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    int index(String text, int size) {
        int index = integer(text, 10);
        if (index >= size) {
            throw error("`" + text + "` was not asked");
        }
        return index;
    }

    int integer(String text, int radix) {
        long number = number(text, radix);
        if (number > Integer.MAX_VALUE) {
            throw error("`" + text + "` is too large");
        }
        return (int) number;
    }

    long number(String text, int radix) {
        try {
            long number = Long.parseLong(text, radix);
            if (number < 0) {
                throw error("`" + text + "` is negative");
            }
            return number;
        } catch (NumberFormatException _) {
            throw error("`" + text + "` is no number");
        }
    }
}
