package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.List;
import java.util.Optional;

/**
 * Makes a link, or puts it in the place of a file or link in one rename. An empty directory in its place is removed first.
 *
 * @param target as it is to be written into a symbolic link; the other name of the file for a hard one
 * @param before what was there when this was decided on
 */
public record MakeLink(String path, String target, boolean hard, FileState before) implements HostChange.Scripted {
    @Override
    public String describe() {
        return hard ? "link " + path + " to the file " + target : "link " + path + " to " + target;
    }

    @Override
    public Touched touched() {
        return Touched.paths(path);
    }

    @Override
    public List<Need<?>> needs() {
        return Needs.placing(path, Optional.empty(), Optional.empty());
    }

    @Override
    public ShellText script() {
        ShellText start = before.isDirectory()
                ? ShellText.lit("rmdir --").and(HostPath.word(path)).and(" || exit 1\n")
                : ShellText.EMPTY;
        return FileFunctions.TEXT
                .and(start)
                .and("target")
                .and(HostPath.word(path))
                .and("\nname\n")
                .and(
                        hard
                                ? ShellText.lit("from")
                                        .and(HostPath.word(target))
                                        .and("\nln -- \"$o\"")
                                : ShellText.lit("ln -s --").arg(target))
                .and(" \"$t\" || exit 1\n")
                .and(FileFunctions.expect(before))
                .and("commit\n");
    }

    @Override
    public void predict(Predictions predictions) {
        if (!hard) {
            FilePredictions.assume(predictions, path, before.withLinkTarget(target));
        }
    }
}
