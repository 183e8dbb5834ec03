package com.foobar.deploy.state.question.files;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;

/**
 * All that is below a directory, with its attributes. A directory that does not exist is empty.
 *
 * @param folder absolute
 * @param depth levels below the directory; 1 is what lies in it; 0 is all
 * @param follow look through links, and go down into the directories they lead to
 */
public record TreeQuestion(String folder, int depth, boolean follow) implements Question<Tree> {
    public static TreeQuestion of(String folder) {
        return new TreeQuestion(folder, 0, false);
    }

    public static TreeQuestion of(String folder, int depth) {
        return new TreeQuestion(folder, depth, false);
    }

    @Override
    public QuestionKind<?, Tree> kind() {
        return TreeKind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.FILE;
    }

    /** A change at or below the directory, or of a directory above it. */
    @Override
    public boolean staleAfter(Touched touched) {
        return Question.super.staleAfter(touched)
                || follow && !touched.paths().isEmpty()
                || FileQuestion.attributes(folder).staleAfter(touched);
    }
}
