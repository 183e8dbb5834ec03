package com.foobar.deploy.engine.host;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.ChecksumQuestion;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.TreeQuestion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which answers a change may have made stale. A path is only one name of a file: what is changed by one is looked for under
 * the others too, by links to directories, links to the file, mounts and hard links. What cannot be told is dropped.
 *
 * @param touched by every name that is known
 * @param states what was at the paths before
 * @param known the host has said where each of the paths leads
 * @param link one of them was a link: what was found through it counts no more
 */
record StaleAnswers(Touched touched, List<FileState> states, boolean known, boolean link, Places places) {
    static Touched widened(Touched touched, Set<String> paths) {
        var topics = EnumSet.copyOf(touched.topics());
        topics.addAll(Touched.paths(paths.toArray(String[]::new)).topics());
        return new Touched(topics, paths);
    }

    boolean contains(Question<?> question, @Nullable Object answer) {
        if (question.staleAfter(touched)) {
            return true;
        }
        if (question.topic() != Topic.FILE || touched.paths().isEmpty()) {
            return false;
        }
        return switch (question) {
            case FileQuestion file when answer instanceof FileState state -> isStale(file.path(), state);
            case TreeQuestion tree -> isStale(tree.folder());
            case ChecksumQuestion checksum -> isStale(checksum.path());
            default -> true;
        };
    }

    /** The path itself is looked at before. */
    private boolean isStale(String path, FileState answer) {
        if (states.stream().anyMatch(answer::sameFile) || mayBe(path, answer.exists())) {
            return true;
        }
        if (answer.place().isEmpty()
                && answer.realPath().isEmpty()
                && answer.linkTarget().isEmpty()) {
            return false;
        }
        var names = new ArrayList<String>();
        answer.place().ifPresent(names::add);
        answer.realPath().ifPresent(names::add);
        answer.linkTarget().ifPresent(target -> names.add(target.startsWith("/") ? target : folder(path) + target));
        return link || !known || names.stream().anyMatch(name -> covers(name) || mayBe(name, answer.exists()));
    }

    private boolean isStale(String path) {
        return !places.knows(path) || link || places.names(path).stream().anyMatch(this::covers);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private boolean covers(String name) {
        return FileQuestion.attributes(name).staleAfter(touched);
    }

    /** A file that is not there may be the one that was made, by a mount: where nothing else tells, the name must do. */
    private boolean mayBe(String name, boolean exists) {
        for (String changed : touched.paths()) {
            boolean entry = changed.endsWith("/.");
            String path = entry ? changed.substring(0, changed.length() - 2) : changed;
            String last = path.substring(Math.max(path.lastIndexOf('/'), 0));
            boolean same = !exists && name.endsWith(last);
            if (last.length() > 1 && (same || !entry && name.contains(last + "/"))) {
                return true;
            }
        }
        return false;
    }
}
