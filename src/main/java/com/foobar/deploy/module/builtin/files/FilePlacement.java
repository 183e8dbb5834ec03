package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.CommandWords;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.WriteFile;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that is to have a content and attributes: decides between nothing, attributes alone, and writing it.
 *
 * @param validate the {@code validate} argument
 * @param secret whether the content is
 * @param user who would own a new file
 */
public record FilePlacement(
        FileContent content,
        DesiredAttributes desired,
        Optional<String> validate,
        boolean backup,
        boolean unsafeWrites,
        boolean secret,
        String user) {

    /**
     * @param file what is there; its hash was asked
     * @param base keys of the result that do not depend on the decision
     */
    public Decision decide(LocatedFile file, Answers answers, ModuleResult base) {
        Optional<String> special = FileResults.special(file.state());
        if (special.isPresent()) {
            return new Decision.Failed(file.path() + " is " + special.get() + ", which is not replaced", base);
        }
        boolean same = file.state().isFile()
                && file.state().sha256().filter(content.sha256()::equals).isPresent();
        return same ? attributes(file, base) : write(file, answers, base);
    }

    private Decision attributes(LocatedFile file, ModuleResult base) {
        FileState after = desired.fulfilled(file.state());
        ModuleResult result = FileResults.describe(base, after);
        if (desired.holds(file.state())) {
            return new Decision.Unchanged(file.path() + " is unchanged", result);
        }
        return Decision.Change.of(List.of(desired.change(file.path(), file.state())), result)
                .withDiff(Diff.attributes(
                        file.path(),
                        DesiredAttributes.differing(file.state(), after),
                        DesiredAttributes.differing(after, file.state())));
    }

    private Decision write(LocatedFile file, Answers answers, ModuleResult base) {
        WriteFile change = change(file);
        ModuleResult result = FileResults.describe(base, change.after());
        return Decision.Change.of(List.<HostChange>of(change), result)
                .withDiff(diff(file, answers))
                .finishing(outcomes -> finished(result, outcomes));
    }

    /** Writes it whatever is there. */
    public WriteFile change(LocatedFile file) {
        FileState now = file.state();
        int start = now.isFile() ? now.mode() : DesiredAttributes.NEW_FILE;
        List<String> words = new ArrayList<>();
        validate.ifPresent(command -> {
            if (!command.contains("%s")) {
                throw ArgumentProblem.of("`validate` must contain %s, the file to check: " + command);
            }
            words.addAll(CommandWords.split(command));
        });
        return new WriteFile(
                file.path(),
                now,
                content,
                new WriteFile.Attributes(
                        desired.owner(),
                        desired.group(),
                        hides(now) ? Optional.of(DesiredAttributes.SECRET_FILE) : desired.bits(start, false)),
                user,
                words,
                backup,
                unsafeWrites);
    }

    /** A new file with a secret in it is for its owner alone, unless the task says something else. */
    private boolean hides(FileState now) {
        return secret && desired.mode().isEmpty() && !now.isFile();
    }

    private String header(LocatedFile file) {
        return hides(file.state())
                ? file.path() + " (new, mode 0600: it holds a secret, and the task names no mode)"
                : file.path();
    }

    Diff diff(LocatedFile file, Answers answers) {
        FileState now = file.state();
        Optional<FileState.Content> old = Optional.of(new FileState.Content(new byte[0]));
        if (now.isFile()) {
            old = now.content().isPresent() || now.size() > FileState.CONTENT_LIMIT
                    ? now.content()
                    : answers.to(FileQuestion.content(file.path())).content();
        }
        Value before = old.map(bytes -> text(bytes.bytes())).orElseGet(() -> sizeOnly(now.size()));
        Value after = content.bytes().map(bytes -> text(bytes.bytes())).orElseGet(() -> sizeOnly(content.size()));
        return new Diff(header(file), before, after);
    }

    private Value text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return secret ? TextValue.secret(text) : Value.of(text);
            }
        } catch (CharacterCodingException _) {
            // Not text: its size must do.
        }
        return secret
                ? TextValue.secret("binary")
                : Value.of(Diff.unshown(bytes.length, Optional.of(Digests.shortSha256(bytes))));
    }

    private static Value sizeOnly(long size) {
        return Value.of(Diff.unshown(size, Optional.empty()));
    }

    /** What the write printed is the name of the backup. */
    private static ModuleResult finished(ModuleResult result, List<StepResult> outcomes) {
        String printed = outcomes.getFirst().text();
        String backup = printed.endsWith("\n") ? printed.substring(0, printed.length() - 1) : printed;
        return backup.isEmpty() ? result : result.with("backup_file", backup);
    }
}
