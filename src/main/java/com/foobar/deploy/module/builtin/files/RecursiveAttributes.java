package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.change.SetAttributes;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.TreeQuestion;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Owners, groups and modes of all that is in a folder. */
final class RecursiveAttributes {
    private RecursiveAttributes() {}

    /** The change, if anything below differs. Links themselves get the owner; what they lead to is left alone. */
    static Optional<SetAttributes> below(String folder, FileWish wish, Answers answers) {
        var wishes = new LinkedHashMap<String, SetAttributes.Wish>();
        var after = new LinkedHashMap<String, FileState>();
        ReadableNames.all(answers.to(TreeQuestion.of(folder))).forEach(entry -> {
            if (!wish.holds(entry.state())) {
                wishes.put(entry.path(), wish.missing(entry.state()));
                after.put(entry.path(), wish.fulfilled(entry.state()));
            }
        });
        return wishes.isEmpty()
                ? Optional.empty()
                : Optional.of(new SetAttributes(wishes.size() + " paths below " + folder, wishes, after));
    }
}
