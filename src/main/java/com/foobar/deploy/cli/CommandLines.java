package com.foobar.deploy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs several command lines in one process: what the JVM watches when the launcher's cache of classes is made. It is in
 * the product's jar since a cache is valid only for the class path that it was made with.
 */
public final class CommandLines {
    private CommandLines() {}

    /**
     * Ends with status 1 at the first command that fails: an incomplete run must not become a cache.
     *
     * @param args a file with one command line per line, its words separated by tabs
     */
    public static void main(String[] args) throws IOException {
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            var shown = new StringWriter();
            int status = Main.execute(line.split("\t"), new PrintWriter(shown), new PrintWriter(shown));
            if (status != 0) {
                System.out.println(line + ": exit " + status + "\n" + shown);
                System.exit(1);
            }
        }
        System.exit(0);
    }
}
