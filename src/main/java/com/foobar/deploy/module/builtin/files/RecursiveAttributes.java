package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.change.SetAttributes;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.TreeQuestion;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Owners, groups and modes of all that is in a directory. */
final class RecursiveAttributes {
    private RecursiveAttributes() {}

    /** The change, if anything below differs. Links themselves get the owner; what they lead to is left alone. */
    static Optional<SetAttributes> below(String folder, DesiredAttributes desired, Answers answers) {
        var missing = new LinkedHashMap<String, SetAttributes.Desired>();
        var after = new LinkedHashMap<String, FileState>();
        ReadableNames.all(answers.to(TreeQuestion.of(folder))).forEach(entry -> {
            if (!desired.holds(entry.state())) {
                missing.put(entry.path(), desired.missing(entry.state()));
                after.put(entry.path(), desired.fulfilled(entry.state()));
            }
        });
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new SetAttributes(missing.size() + " paths below " + folder, missing, after));
    }
}
