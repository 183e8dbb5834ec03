package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Puts files of the controller, of the host itself, or a text in place. */
final class CopyModule implements Module<CopyModule.Args> {
    record Args(
            @Arg("file or directory to copy; of a directory with a slash at the end only what is in it")
            Optional<String> src,

            @Arg("the content itself, instead of src; a mapping or list is written as JSON")
            Optional<Value> content,

            @Arg("where to put it; an existing directory, or a path with a slash at the end, gets the file inside")
            String dest,

            @Arg(value = "src is on the host, not on the controller", fallback = "false")
            boolean remoteSrc,

            @Arg(
                    value = "replace a file that is there and differs",
                    fallback = "true",
                    aliases = {"thirsty"})
            boolean force,

            @Arg(value = "keep the old file under a name with the time", fallback = "false")
            boolean backup,

            @Arg("command that checks the new file before it is put in place; %s stands for it")
            Optional<String> validate,

            FileAttributes attributes,

            @Arg("permissions of directories that are copied")
            Optional<FileMode> directoryMode,

            @Arg(value = "where dest is a link, write what it leads to", fallback = "false")
            boolean follow,

            @Arg(value = "copy what links in a directory of the controller lead to", fallback = "true")
            boolean localFollow,

            @Arg(value = "decrypt a source that is a vault", fallback = "true")
            boolean decrypt,

            @Arg("SHA-1 that the source must have") Optional<String> checksum) {
        Args {
            if (src.isPresent() == content.isPresent()) {
                throw new IllegalArgumentException("one of `src` and `content` is needed, and not both");
            }
            if (content.isPresent() && dest.endsWith("/")) {
                throw new IllegalArgumentException("`content` cannot be written to a directory");
            }
            if (content.isPresent() && remoteSrc) {
                throw new IllegalArgumentException("`remote_src` needs `src`");
            }
        }
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public String summary() {
        return "Copies files and directories to the host, or writes a given content.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        Optional<Path> folder = folder(args, context);
        if (folder.isPresent()) {
            return new CopyTree(args, context).reads(folder.get());
        }
        var questions = new HashSet<Question<?>>(LocatedFile.reads(args.dest(), Detail.HASH));
        if (args.remoteSrc()) {
            questions.addAll(LocatedFile.reads(args.src().orElseThrow(), Detail.HASH));
        }
        return questions;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        if (args.remoteSrc()) {
            LocatedFile source = LocatedFile.find(args.src().orElseThrow(), true, Detail.HASH, answers);
            return source.state().isDirectory()
                    ? new CopyTree(args, context).decide(source, answers)
                    : new CopyFile(args, context).fromHost(source, answers);
        }
        Optional<Path> folder = folder(args, context);
        return folder.isPresent()
                ? new CopyTree(args, context).decide(folder.get(), answers)
                : new CopyFile(args, context).fromController(answers);
    }

    /** The directory of the controller that is copied, if it is one. */
    private static Optional<Path> folder(Args args, TaskContext context) {
        return args.remoteSrc()
                ? Optional.empty()
                : args.src().map(name -> context.source("files", name)).filter(Files::isDirectory);
    }
}
