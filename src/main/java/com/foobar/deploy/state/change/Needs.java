package com.foobar.deploy.state.change;

import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What several changes cannot be made without. */
public final class Needs {
    private Needs() {}

    /** For something that is put at a path. */
    public static List<Need<?>> placing(String path, Optional<String> owner, Optional<String> group) {
        var needs = new ArrayList<Need<?>>(placing(path));
        needs.addAll(accounts(owner, group));
        return needs;
    }

    /** For something that is put at a path by whoever may write there. */
    public static List<Need<?>> placing(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 && path.startsWith("/") ? List.of(directory(path.substring(0, slash))) : List.of();
    }

    public static Need<FileState> directory(String path) {
        return new Need<>(
                FileQuestion.attributes(path).following(),
                state -> state.isDirectory() || state.type() == FileState.Type.UNREADABLE,
                "the directory " + path + " does not exist");
    }

    /** For a file that is read on the host. */
    public static Need<FileState> file(String path, String otherwise) {
        return new Need<>(
                FileQuestion.attributes(path).following(), state -> state.exists() && !state.isDirectory(), otherwise);
    }

    /** For what makes the directories above it where they are missing. */
    public static List<Need<?>> reaching(String path) {
        var needs = new ArrayList<Need<?>>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (path.startsWith("/") && slash < path.length() - 1) {
                needs.add(noFile(path.substring(0, slash)));
            }
        }
        return needs;
    }

    /** For a directory that is made where it is missing. */
    static Need<FileState> noFile(String path) {
        return new Need<>(
                FileQuestion.attributes(path).following(),
                state -> !state.exists() || state.isDirectory() || state.type() == FileState.Type.UNREADABLE,
                path + " is not a directory");
    }

    /** Numbers need no name on the host. */
    static List<Need<?>> accounts(Optional<String> owner, Optional<String> group) {
        var needs = new ArrayList<Need<?>>();
        owner.filter(Needs::isName)
                .ifPresent(name -> needs.add(new Need<>(
                        new UserQuestion(name), UserState::exists, "there is no user `" + name + "` on the host")));
        group.filter(Needs::isName)
                .ifPresent(name -> needs.add(new Need<>(
                        new GroupQuestion(name), GroupState::exists, "there is no group `" + name + "` on the host")));
        return needs;
    }

    private static boolean isName(String account) {
        return !account.isEmpty() && !account.matches("\\+?\\d+");
    }
}
