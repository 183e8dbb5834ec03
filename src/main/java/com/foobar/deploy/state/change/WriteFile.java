package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.TouchedDoubt;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.List;
import java.util.Optional;

/**
 * Puts a file in place, new or instead of an old one, in the order of {@link FileFunctions}. Prints the path of the
 * backup if one was made. Owner, group and mode of the old file are kept where none are desired.
 *
 * @param path absolute, or in a home directory; no link is followed: one at the path is replaced
 * @param before what was there when this was decided on; if it is not there any more the script ends with STALE
 * @param user who does this, for the plan; empty: not known
 * @param validate a command's words with {@code %s} for the draft; empty: none
 * @param inPlace write into the old file where it cannot be replaced
 */
public record WriteFile(
        String path,
        FileState before,
        FileContent content,
        Attributes attributes,
        String user,
        List<String> validate,
        boolean backup,
        boolean inPlace)
        implements HostChange.Scripted {
    /**
     * What is desired of the file; what is empty stays as it was.
     *
     * @param owner name or number
     * @param mode the twelve bits
     */
    public record Attributes(Optional<String> owner, Optional<String> group, Optional<Integer> mode) {
        public static final Attributes KEPT = new Attributes(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public WriteFile {
        validate = List.copyOf(validate);
    }

    @Override
    public String describe() {
        return "write " + path;
    }

    @Override
    public Touched touched() {
        return before.isLink() ? Touched.paths(path) : Touched.entry(path);
    }

    @Override
    public List<Need<?>> needs() {
        return Needs.placing(path, attributes.owner(), attributes.group());
    }

    /** A unit's file is told apart: {@link UnitPredictions} says what becomes of the unit. */
    @Override
    public Doubted doubts() {
        Doubted doubts = new TouchedDoubt(touched());
        return UnitPredictions.of(path, content).isPresent() ? doubts.except(Topic.SERVICE) : doubts;
    }

    @Override
    public Optional<Source> input() {
        return content instanceof FileContent.Streamed streamed ? Optional.of(streamed.source()) : Optional.empty();
    }

    @Override
    public ShellText script() {
        return FileFunctions.TEXT
                .and("target")
                .and(HostPath.word(path))
                .and("\ndraft\n")
                .and(fill())
                .and("arrived")
                .arg(content.sha256())
                .and("\n")
                .and(ownership(before, attributes.owner(), attributes.group()))
                .and(permissions(before, attributes.mode()))
                .and(acceptance())
                .and(FileFunctions.expect(before))
                .and(backup ? ShellText.lit("backup\n") : ShellText.EMPTY)
                .and(inPlace ? ShellText.lit("in_place\n") : ShellText.EMPTY)
                .and("commit\n");
    }

    private ShellText fill() {
        return switch (content) {
            case FileContent.Inline inline -> {
                ShellText start = ShellText.lit("base64=");
                ShellText filled = inline.secret()
                        ? start.glueSecret(inline.base64())
                        : start.glue(inline.base64().reveal());
                yield filled.and("\nfill\n");
            }
            case FileContent.Streamed _ -> ShellText.lit("cat >&8 || exit 1\nsettle\n");
            case FileContent.OnHost copy ->
                ShellText.lit("from").and(HostPath.word(copy.path())).and("\ncat -- \"$o\" >&8 || exit 1\n");
        };
    }

    static ShellText ownership(FileState before, Optional<String> owner, Optional<String> group) {
        ShellText kept = before.isFile()
                ? ShellText.lit("keep").arg(before.uid() + ":" + before.gid()).and("\n")
                : ShellText.EMPTY;
        if (owner.isEmpty() && group.isEmpty()) {
            return kept;
        }
        return kept.and("own")
                .arg(owner.orElse("") + group.map(name -> ":" + name).orElse(""))
                .and("\n");
    }

    static ShellText permissions(FileState before, Optional<Integer> mode) {
        ShellText call = ShellText.lit("mode");
        if (mode.isPresent()) {
            return call.arg(String.format("%04o", mode.get())).and("\n");
        }
        // Without "who" the umask applies: what a program would give a new file.
        return (before.isFile() ? call.arg(before.modeText()) : call.and(" =rw")).and("\n");
    }

    private ShellText acceptance() {
        if (validate.isEmpty()) {
            return ShellText.EMPTY;
        }
        ShellText call = ShellText.lit("accept");
        for (String word : validate) {
            String[] parts = word.split("%s", -1);
            call = call.and(" ");
            for (int i = 0; i < parts.length; i++) {
                call = i == 0 ? call : call.and("\"$a\"");
                call = parts[i].isEmpty() && parts.length > 1 ? call : call.glue(parts[i]);
            }
        }
        return call.and("\n");
    }

    @Override
    public void predict(Predictions predictions) {
        FilePredictions.assume(predictions, path, after());
        UnitPredictions.of(path, content).ifPresent(predictions::derive);
    }

    /** What is then expected to be there. */
    public FileState after() {
        FileState base = before.isFile()
                ? before
                : FileState.MISSING.withMode(0644).withOwner(user).withGroup(user);
        FileState owned = base.withContent(content.size(), content.sha256(), content.bytes());
        owned = attributes.owner().isPresent()
                ? owned.withOwner(attributes.owner().get())
                : owned;
        owned = attributes.group().isPresent()
                ? owned.withGroup(attributes.group().get())
                : owned;
        return owned.withMode(attributes.mode().orElse(owned.mode()));
    }
}
