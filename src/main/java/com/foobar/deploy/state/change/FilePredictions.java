package com.foobar.deploy.state.change;

import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.Tree;
import com.foobar.deploy.state.question.files.TreeQuestion;
import java.util.ArrayList;

/** Tells a plan what will be at a path, however it is asked. */
final class FilePredictions {
    private FilePredictions() {}

    /** What is not known of a file's content is not assumed, so that it stays doubtful. */
    static void assume(Predictions predictions, String path, FileState state) {
        for (FileQuestion.Detail detail : FileQuestion.Detail.values()) {
            if (!isKnown(state, detail)) {
                continue;
            }
            predictions.assume(new FileQuestion(path, false, detail), state);
            if (!state.isLink()) {
                predictions.assume(new FileQuestion(path, true, detail), state);
            }
        }
        predictions.derive(Derivation.of(TreeQuestion.class, (question, tree) -> listed(question, tree, path, state)));
    }

    private static boolean isKnown(FileState state, FileQuestion.Detail detail) {
        boolean empty = !state.isFile() || state.size() == 0;
        return switch (detail) {
            case ATTRIBUTES -> true;
            case HASH -> empty || state.sha256().isPresent();
            case CONTENT -> empty || state.content().isPresent() || state.size() > FileState.CONTENT_LIMIT;
        };
    }

    /** The attributes alone change: what else there is to know of the file is known as before. */
    static void assumeAttributes(Predictions predictions, String path, FileState state) {
        assume(predictions, path, state);
        predictions.derive(Derivation.of(FileQuestion.class, (question, before) -> {
            boolean concerned = question.path().equals(path) && !isKnown(state, question.detail()) && before.isFile();
            return concerned
                    ? before.withMode(state.mode()).withOwner(state.owner()).withGroup(state.group())
                    : before;
        }));
    }

    /** What lies in a directory, with a change in it. */
    private static Tree listed(TreeQuestion question, Tree tree, String path, FileState state) {
        String folder = question.folder().endsWith("/") ? question.folder() : question.folder() + "/";
        if (!path.startsWith(folder)) {
            return tree;
        }
        long depth =
                path.substring(folder.length()).chars().filter(c -> c == '/').count() + 1;
        if (question.depth() > 0 && depth > question.depth() || question.follow() && state.isLink()) {
            return tree;
        }
        var entries = new ArrayList<Tree.Entry>();
        boolean placed = !state.exists();
        for (Tree.Entry entry : tree.entries()) {
            boolean gone = !state.exists() && entry.path().startsWith(path + "/");
            if (entry.path().equals(path)) {
                if (!placed) {
                    entries.add(new Tree.Entry(path, state));
                }
                placed = true;
            } else if (!gone) {
                entries.add(entry);
            }
        }
        if (!placed) {
            entries.add(new Tree.Entry(path, state));
        }
        return new Tree(entries, tree.skipped());
    }
}
