package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.state.question.files.Tree;
import java.util.List;

/**
 * Names of files are bytes, and texts here are Unicode. A name that is not UTF-8 is read with U+FFFD in it, and would be
 * the name of another file when it is sent back.
 */
final class ReadableNames {
    private ReadableNames() {}

    static boolean readable(String path) {
        return path.indexOf('\uFFFD') < 0;
    }

    /** The entries of a directory of which every one will be worked on. */
    static List<Tree.Entry> all(Tree tree) {
        tree.entries().forEach(entry -> require(entry.path()));
        return tree.entries();
    }

    static void require(String path) {
        if (!readable(path)) {
            throw ArgumentProblem.of("the name of `" + path + "` is not UTF-8 text: rename the file, or leave it out");
        }
    }
}
