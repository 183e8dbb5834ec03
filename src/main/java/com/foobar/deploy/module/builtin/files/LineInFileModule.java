package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.value.TextValue;
import java.util.Optional;
import java.util.Set;

/** Makes sure that a line is in a file, or is not. */
final class LineInFileModule implements Module<LineInFileModule.Args> {
    enum Desired {
        PRESENT,
        ABSENT
    }

    record Args(
            @Arg(
                    value = "the file to edit",
                    aliases = {"dest", "destfile", "name"})
            String path,

            @Arg(value = "present or absent", fallback = "present")
            Desired state,

            @Arg(
                    value = "the line; with backrefs the replacement, which may use groups of regexp",
                    aliases = {"value"})
            Optional<TextValue> line,

            @Arg(
                    value = "regular expression in Python's syntax: its last match is replaced, or all are removed",
                    aliases = {"regex"})
            Optional<String> regexp,

            @Arg("like regexp, but a plain text that the line contains")
            Optional<String> searchString,

            @Arg("regular expression of the line to insert after, or EOF; BOF inserts at the beginning")
            Optional<String> insertafter,

            @Arg("regular expression of the line to insert before, or BOF")
            Optional<String> insertbefore,

            @Arg(value = "the first match counts, not the last", fallback = "false")
            boolean firstmatch,

            @Arg(value = "fill groups of regexp in line; without a match nothing is done", fallback = "false")
            boolean backrefs,

            @Arg(value = "make the file if it does not exist", fallback = "false")
            boolean create,

            @Arg("command that checks the new file before it is put in place; %s stands for it")
            Optional<String> validate,

            @Arg(value = "keep the old file under a name with the time", fallback = "false")
            boolean backup,

            FileAttributes attributes) {
        Args {
            if (regexp.isPresent() && searchString.isPresent()) {
                throw new IllegalArgumentException("`regexp` and `search_string` exclude each other");
            }
            if (insertafter.isPresent() && insertbefore.isPresent()) {
                throw new IllegalArgumentException("`insertafter` and `insertbefore` exclude each other");
            }
            if (state == Desired.PRESENT && backrefs && regexp.isEmpty()) {
                throw new IllegalArgumentException("`backrefs` needs `regexp`");
            }
            if (state == Desired.PRESENT && line.isEmpty()) {
                throw new IllegalArgumentException("`line` is needed with `state: present`");
            }
            if (state == Desired.ABSENT && line.isEmpty() && regexp.isEmpty() && searchString.isEmpty()) {
                throw new IllegalArgumentException(
                        "one of `line`, `search_string` and `regexp` is needed with `state: absent`");
            }
        }

        EditedFile.Options options() {
            return new EditedFile.Options(
                    attributes, validate, backup, line.filter(TextValue::secret).isPresent());
        }
    }

    @Override
    public String name() {
        return "lineinfile";
    }

    @Override
    public String summary() {
        return "Makes sure that a line is in a file, or is not.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return LocatedFile.reads(args.path(), Detail.CONTENT);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        EditedFile file = EditedFile.read(args.path(), answers);
        if (file.file().state().isDirectory()) {
            return new Decision.Failed("Path " + args.path() + " is a directory !", failure(256));
        }
        return args.state() == Desired.PRESENT
                ? present(args, file, answers, context)
                : absent(args, file, answers, context);
    }

    private static ModuleResult failure(int rc) {
        return ModuleResult.EMPTY.with("rc", rc);
    }

    private static Decision present(Args args, EditedFile file, Answers answers, TaskContext context) {
        if (!file.exists() && !args.create()) {
            return new Decision.Failed("Destination " + args.path() + " does not exist !", failure(257));
        }
        var edit = new LineEdit(args, file.lines());
        String message = edit.present();
        return finished(args, file, edit.text(), message, answers, context);
    }

    private static Decision absent(Args args, EditedFile file, Answers answers, TaskContext context) {
        if (!file.exists()) {
            return new Decision.Unchanged(
                    file.file().path() + " does not exist",
                    ModuleResult.EMPTY.with("msg", "file not present").with("found", 0));
        }
        var edit = new LineEdit(args, file.lines());
        int found = edit.absent();
        String message = found == 0 ? "" : found + " line(s) removed";
        Decision decision = finished(args, file, edit.text(), message, answers, context);
        return switch (decision) {
            case Decision.Unchanged desired ->
                new Decision.Unchanged(desired.reason(), desired.result().with("found", 0));
            case Decision.Change change ->
                new Decision.Change(
                        change.changes(),
                        change.predicted().with("found", found),
                        change.diff(),
                        outcomes -> change.finish().finish(outcomes).with("found", found));
            default -> decision;
        };
    }

    private static Decision finished(
            Args args, EditedFile file, String text, String message, Answers answers, TaskContext context) {
        ModuleResult result = ModuleResult.EMPTY.with("msg", message).with("backup", "");
        return file.become(text, args.options(), result, answers, context);
    }
}
