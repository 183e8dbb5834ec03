package com.foobar.deploy.state.question.files;

import java.util.List;

/**
 * What lies below a directory.
 *
 * @param entries directories before what is in them
 * @param skipped directories that could not be looked into, as the host's tool said it
 */
public record Tree(List<Entry> entries, List<String> skipped) {
    public Tree {
        entries = List.copyOf(entries);
        skipped = List.copyOf(skipped);
    }

    /** @param path begins with the directory that was asked about */
    public record Entry(String path, FileState state) {}
}
