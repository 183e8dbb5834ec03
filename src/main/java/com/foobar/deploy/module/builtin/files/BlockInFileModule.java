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

/** Keeps a block of lines between two marker lines of a file. */
final class BlockInFileModule implements Module<BlockInFileModule.Args> {
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
                    value = "the lines between the markers; none removes the block and its markers",
                    aliases = {"content"})
            Optional<TextValue> block,

            @Arg(
                    value = "the marker line; {mark} stands for the word of marker_begin or marker_end",
                    fallback = "# {mark} ANSIBLE MANAGED BLOCK")
            String marker,

            @Arg(value = "word in the marker before the block", fallback = "BEGIN")
            String markerBegin,

            @Arg(value = "word in the marker after the block", fallback = "END")
            String markerEnd,

            @Arg("where there is no block yet: regular expression of the line to insert after, or EOF")
            Optional<String> insertafter,

            @Arg("where there is no block yet: regular expression of the line to insert before, or BOF")
            Optional<String> insertbefore,

            @Arg(value = "make the file if it does not exist", fallback = "false")
            boolean create,

            @Arg(value = "put an empty line after the block", fallback = "false")
            boolean appendNewline,

            @Arg(value = "put an empty line before the block", fallback = "false")
            boolean prependNewline,

            @Arg("command that checks the new file before it is put in place; %s stands for it")
            Optional<String> validate,

            @Arg(value = "keep the old file under a name with the time", fallback = "false")
            boolean backup,

            FileAttributes attributes) {
        Args {
            if (insertafter.isPresent() && insertbefore.isPresent()) {
                throw new IllegalArgumentException("`insertafter` and `insertbefore` exclude each other");
            }
            if (!marker.contains("{mark}")) {
                throw new IllegalArgumentException(
                        "`marker` must contain {mark}, or the two marker lines could not be told apart");
            }
        }

        EditedFile.Options options() {
            return new EditedFile.Options(
                    attributes,
                    validate,
                    backup,
                    block.filter(TextValue::secret).isPresent());
        }
    }

    @Override
    public String name() {
        return "blockinfile";
    }

    @Override
    public String summary() {
        return "Keeps a block of lines between two marker lines of a file.";
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
            return new Decision.Failed("Path " + args.path() + " is a directory !", ModuleResult.EMPTY.with("rc", 256));
        }
        if (!file.exists() && !args.create()) {
            return new Decision.Failed("Path " + args.path() + " does not exist !", ModuleResult.EMPTY.with("rc", 257));
        }
        if (!file.exists() && args.state() == Desired.ABSENT) {
            String message = "File " + args.path() + " not present";
            return new Decision.Unchanged(message, ModuleResult.EMPTY.with("msg", message));
        }
        var edit = new BlockEdit(args, file.lines());
        String text = edit.run();
        String message = text.equals(file.text()) && file.exists()
                ? ""
                : !file.exists() ? "File created" : edit.removes() ? "Block removed" : "Block inserted";
        return file.become(text, args.options(), ModuleResult.EMPTY.with("msg", message), answers, context);
    }
}
