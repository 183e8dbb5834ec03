package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a directory and those above it that are missing; all that are made get the attributes. If somebody else has made it
 * since the decision, theirs stays as it is, and what it lacks is to be decided anew.
 *
 * @param owner name or number
 * @param modeBits empty: what the umask leaves
 * @param user who does this, for the plan; empty: not known
 */
public record MakeDirectory(
        String path, Optional<String> owner, Optional<String> group, Optional<Integer> modeBits, String user)
        implements HostChange.Scripted {
    /**
     * A new directory is entered and proven to be the one just made, before it is given away: who owns the directory above
     * could put another one or a link in its place.
     */
    public static final ShellText FUNCTIONS = DirectoryFunctions.TEXT.and("""
        make() {
          [ ! -d "$1" ] || return "$2"
          (
            case $1 in */*) d=${1%/*} ;; *) d=. ;; esac
            enter "${d:-/}"
            n=./${1##*/} p=${PWD%/}/${1##*/}
            if ! said=$(mkdir -- "$n" 2>&1); then
              [ ! -d "$n" ] || exit "$2"
              fail "$said"
            fi
            [ -n "$owner$bits" ] || exit 0
            cd -P -- "$n" && [ "$PWD" = "$p" ] && [ -O . ] && vacant || fail "$1 was replaced meanwhile"
            [ -z "$owner" ] || chown -- "$owner" . || exit 1
            [ -z "$bits" ] || chmod "$bits" . || exit 1
          )
        }
        """);

    @Override
    public String describe() {
        return "make the directory " + path;
    }

    @Override
    public Touched touched() {
        // Nothing lies in a directory that was not there: what is known about paths below it stays true.
        return Touched.entry(path);
    }

    @Override
    public List<Need<?>> needs() {
        var needs = new ArrayList<Need<?>>(Needs.accounts(owner, group));
        downTo(path).stream().filter(folder -> !folder.equals(path)).forEach(folder -> needs.add(Needs.noFile(folder)));
        return needs;
    }

    @Override
    public ShellText script() {
        boolean owned = owner.isPresent() || group.isPresent();
        ShellText script = FUNCTIONS
                .and("owner=")
                .glue(owned ? owner.orElse("") + group.map(name -> ":" + name).orElse("") : "")
                .and(" bits=")
                .glue(modeBits.map(SetAttributes::octal).orElse(""))
                .and("\n");
        List<String> folders = downTo(path);
        for (String folder : folders) {
            int ifThere = folder.equals(folders.getLast()) ? STALE : 0;
            script = script.and("make").and(HostPath.word(folder)).arg(ifThere).and(" || exit\n");
        }
        return script;
    }

    /** The directories from the top down to the path: {@code /a}, {@code /a/b}. */
    public static List<String> downTo(String path) {
        var folders = new ArrayList<String>();
        for (int i = 1; i < path.length(); i++) {
            boolean afterName = path.charAt(i) == '/' && path.charAt(i - 1) != '/';
            if (afterName && !path.substring(0, i).matches("~[^/]*")) {
                folders.add(path.substring(0, i));
            }
        }
        if (!path.endsWith("/")) {
            folders.add(path);
        }
        return folders;
    }

    @Override
    public void predict(Predictions predictions) {
        FilePredictions.assume(predictions, path, after());
        List<String> above = downTo(path);
        predictions.derive(Derivation.of(FileQuestion.class, (question, now) -> {
            if (now.exists()) {
                return now;
            }
            // What lies in a directory that is new is known: nothing. A fresh answer tells that it is.
            boolean below = question.path().startsWith(path + "/");
            return above.contains(question.path())
                    ? after()
                    : below ? FileState.MISSING.withType(FileState.Type.MISSING) : now;
        }));
    }

    public FileState after() {
        return FileState.MISSING
                .withType(FileState.Type.DIRECTORY)
                .withMode(modeBits.orElse(0755))
                .withOwner(owner.orElse(user))
                .withGroup(group.orElse(user));
    }
}
