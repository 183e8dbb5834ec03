package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.Arrays;
import java.util.List;

/** Removes a file, a link, or a directory with all in it; never the root or a home directory. */
public record Remove(String path, boolean folder) implements HostChange.Scripted {
    public Remove {
        List<String> names = Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        boolean home = path.startsWith("~") && names.size() == 1;
        if (names.isEmpty() || names.contains("..") || home) {
            throw Diagnostic.of(ErrorCode.ARGUMENT_VALUE, "`" + path + "` is nothing to remove")
                    .toException();
        }
    }

    @Override
    public String describe() {
        return folder ? "remove the directory " + path : "remove " + path;
    }

    @Override
    public Touched touched() {
        return Touched.paths(path);
    }

    @Override
    public ShellText script() {
        return (folder ? TreeFunctions.REMOVE : DirectoryFunctions.TEXT)
                .and("set --")
                .and(HostPath.word(path))
                .and("\nf=$1 d=${1%/*}\n[ \"$d\" != \"$f\" ] || d=.\n[ -d \"${d:-/}\" ] || exit 0\nenter \"${d:-/}\"\n")
                .and(folder ? ShellText.lit("remove \"./${f##*/}\"") : ShellText.lit("rm -f -- \"./${f##*/}\""));
    }

    @Override
    public void predict(Predictions predictions) {
        FilePredictions.assume(predictions, path, FileState.MISSING);
        predictions.derive(Derivation.of(
                FileQuestion.class,
                (question, now) -> now.exists() && question.path().startsWith(path + "/") ? FileState.MISSING : now));
    }
}
