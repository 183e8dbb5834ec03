package com.foobar.deploy.state.change;

import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.question.FileQuestion;
import com.foobar.deploy.state.question.FileState;

/** Tells a plan what will be at a path, however it is asked. */
final class FilePredictions {
    private FilePredictions() {}

    static void assume(Predictions predictions, String path, FileState state) {
        for (FileQuestion.Detail detail : FileQuestion.Detail.values()) {
            predictions.assume(new FileQuestion(path, false, detail), state);
            if (!state.isLink()) {
                predictions.assume(new FileQuestion(path, true, detail), state);
            }
        }
    }
}
