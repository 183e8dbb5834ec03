package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A path of the host and what is there.
 *
 * @param path absolute; where links were followed, what they lead to
 */
public record LocatedFile(String path, FileState state) {
    /** What {@link #find} will ask for sure. */
    public static Set<Question<?>> reads(String path, Detail detail) {
        var questions = new LinkedHashSet<Question<?>>();
        if (HostPath.inHome(path)) {
            questions.add(FileQuestion.attributes(home(path)));
        } else {
            questions.add(new FileQuestion(clean(path), false, detail));
        }
        return questions;
    }

    public static LocatedFile find(String path, boolean follow, Detail detail, Answers answers) {
        String absolute = absolute(path, answers);
        FileState state = answers.to(new FileQuestion(absolute, false, detail));
        if (!follow || !state.isLink()) {
            return checked(absolute, state);
        }
        if (state.realPath().isEmpty()) {
            throw ArgumentProblem.of(
                    "the link " + absolute + " leads to `" + state.linkTarget().orElse("") + "`, which does not exist");
        }
        String real = state.realPath().get();
        return checked(real, answers.to(new FileQuestion(real, false, detail)));
    }

    /**
     * The same for what is to be changed. A user's link is not followed to a file of root's: whoever may make links would
     * choose what root writes to.
     */
    public static LocatedFile toChange(String path, boolean follow, Detail detail, Answers answers) {
        LocatedFile found = find(path, follow, detail, answers);
        String asked = absolute(path, answers);
        if (found.path().equals(asked)) {
            return found;
        }
        FileState link = answers.to(new FileQuestion(asked, false, detail));
        if (link.isLink()
                && link.uid() > 0
                && found.state().exists()
                && found.state().uid() == 0) {
            throw ArgumentProblem.of(
                    asked + " is a link of " + (link.owner().isEmpty() ? "user " + link.uid() : link.owner())
                            + " and leads to " + found.path() + ", which belongs to root: it is not followed");
        }
        return found;
    }

    private static LocatedFile checked(String path, FileState state) {
        if (state.type() == FileState.Type.UNREADABLE) {
            throw ArgumentProblem.of("there is no permission to look at " + path);
        }
        return new LocatedFile(path, state);
    }

    /** With the home directory filled in and without a slash at the end. */
    static String absolute(String path, Answers answers) {
        if (!HostPath.inHome(path)) {
            return clean(path);
        }
        String home = home(path);
        Optional<String> folder = answers.to(FileQuestion.attributes(home)).realPath();
        if (folder.isEmpty() || !folder.get().startsWith("/")) {
            throw ArgumentProblem.of("`" + home + "` is not the home directory of any user");
        }
        return clean(folder.get() + path.substring(home.length()));
    }

    private static String home(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    static String clean(String path) {
        String clean = path.replaceAll("/{2,}", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    public static String join(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    public static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** Who owns what is made, for a plan. */
    public static String user(TaskContext context) {
        return context.remoteUser().orElse("");
    }
}
