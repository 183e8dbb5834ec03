package com.foobar.deploy.diagnostic;

/**
 * A position in a file, shown to people as {@code file:line:column}.
 *
 * @param file the path as the user gave it or as it was found, or a name such as {@code <command line>}
 * @param line counted from 1; 0 means the file as a whole
 * @param column counted from 1; 0 means the line as a whole
 */
public record Place(String file, int line, int column) {
    public Place {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("a place has no negative line or column");
        }
    }

    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
