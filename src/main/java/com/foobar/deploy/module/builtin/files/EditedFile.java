package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text file that is read, changed on the controller, and written back. Links are followed. A file that is not UTF-8
 * is taken byte by byte, so that what is not changed stays what it is.
 *
 * @param text empty for a file that does not exist
 */
public record EditedFile(LocatedFile file, String text, Charset charset) {
    /** What is said of the file as a whole. */
    public record Options(
            DesiredAttributes desired,
            Optional<String> validate,
            boolean backup,
            boolean unsafeWrites,
            boolean secret) {
        Options(FileAttributes attributes, Optional<String> validate, boolean backup, boolean secret) {
            this(attributes.desired(), validate, backup, attributes.unsafeWrites(), secret);
        }

        /** Nothing but what is desired of owner, group and mode. */
        public Options(DesiredAttributes desired) {
            this(desired, Optional.empty(), false, false, false);
        }
    }

    public static EditedFile read(String path, Answers answers) {
        return of(LocatedFile.toChange(path, true, Detail.CONTENT, answers));
    }

    public static EditedFile of(LocatedFile file) {
        Optional<String> special =
                FileResults.special(file.state()).filter(_ -> !file.state().isDirectory());
        if (special.isPresent()) {
            throw ArgumentProblem.of(file.path() + " is " + special.get() + ", which is not edited");
        }
        if (!file.state().isFile()) {
            return new EditedFile(file, "", StandardCharsets.UTF_8);
        }
        byte[] bytes = file.state()
                .content()
                .map(FileState.Content::bytes)
                .orElseThrow(() -> ArgumentProblem.of(file.path()
                        + (file.state().size() > FileState.CONTENT_LIMIT
                                ? " is larger than 1 MiB, which is the most that is edited"
                                : " is not readable")));
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new EditedFile(file, text, StandardCharsets.UTF_8);
        } catch (CharacterCodingException _) {
            return new EditedFile(file, new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }
    }

    public boolean exists() {
        return file.state().exists();
    }

    /** The lines with their line ends; the last may have none. */
    public List<String> lines() {
        return split(text);
    }

    static List<String> split(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    static String withoutLineEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** Decides on the file with this text; its directory must be there. */
    public Decision place(String desired, Options options, ModuleResult result, Answers answers, TaskContext context) {
        var placement = new FilePlacement(
                FileContent.of(desired.getBytes(charset), options.secret()),
                options.desired(),
                options.validate(),
                options.backup(),
                options.unsafeWrites(),
                options.secret(),
                LocatedFile.user(context));
        return placement.decide(file, answers, result);
    }

    /** Decides on the file with this text; its directory is made where it is missing. */
    public Decision become(String desired, Options options, ModuleResult result, Answers answers, TaskContext context) {
        Decision decision = place(desired, options, result, answers, context);
        return exists() || !(decision instanceof Decision.Change change)
                ? decision
                : withFolder(change, answers, context);
    }

    private Decision withFolder(Decision.Change change, Answers answers, TaskContext context) {
        String folder = LocatedFile.folder(file.path());
        if (answers.to(FileQuestion.attributes(folder).following()).exists()) {
            return change;
        }
        var changes = new ArrayList<HostChange>();
        changes.add(new MakeDirectory(
                folder, Optional.empty(), Optional.empty(), Optional.empty(), LocatedFile.user(context)));
        changes.addAll(change.changes());
        return new Decision.Change(
                changes,
                change.predicted(),
                change.diff(),
                outcomes -> change.finish().finish(outcomes.subList(1, outcomes.size())));
    }
}
