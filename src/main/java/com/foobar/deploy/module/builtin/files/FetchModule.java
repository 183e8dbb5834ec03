package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.ControllerFile.Checksums;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.FetchFile;
import com.foobar.deploy.state.question.files.ChecksumQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.value.TextValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Copies a file of the host to the controller. */
final class FetchModule implements Module<FetchModule.Args> {
    record Args(
            @Arg("the file of the host") String src,

            @Arg("directory of the controller; below it the file goes to HOST/PATH")
            String dest,

            @Arg(
                    value = "dest is the file itself, or with a slash at the end the directory it goes in",
                    fallback = "false")
            boolean flat,

            @Arg(value = "fail if the file does not exist", fallback = "true")
            boolean failOnMissing,

            @Arg(value = "accepted for Ansible's sake: what arrives is always checked", fallback = "true")
            boolean validateChecksum) {}

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public String summary() {
        return "Copies a file of the host to the controller.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return new HashSet<>(LocatedFile.reads(args.src(), Detail.HASH));
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        LocatedFile source = LocatedFile.find(args.src(), true, Detail.HASH, answers);
        Optional<String> hash = source.state().sha256();
        if (!source.state().isFile() || hash.isEmpty()) {
            return unusable(args, source);
        }
        Path dest = dest(args, context);
        if (Files.exists(dest) && !Files.isRegularFile(dest)) {
            return new Decision.Failed(
                    dest + " of the controller is no regular file, and is not replaced",
                    ModuleResult.EMPTY.with("file", args.src()));
        }
        Optional<Path> inTheWay = fileAbove(dest);
        if (inTheWay.isPresent()) {
            return new Decision.Failed(
                    inTheWay.get() + " of the controller is not a directory",
                    ModuleResult.EMPTY.with("file", args.src()));
        }
        if (Files.isRegularFile(dest)) {
            ControllerFile local = ControllerFile.read(dest, false, context.vault());
            if (local.content().sha256().equals(hash.get())) {
                return same(args, dest, local.checksums());
            }
        }
        String sha1 = answers.to(new ChecksumQuestion(source.path(), false, ChecksumQuestion.Algorithm.SHA1))
                .orElse("");
        ModuleResult result = result(args, dest, sha1).with("remote_checksum", sha1);
        return Decision.Change.of(
                List.of(new FetchFile(
                        source.path(), dest, hash.get(), source.state().size())),
                result);
    }

    /** Directories above that are missing are made. */
    private static Optional<Path> fileAbove(Path dest) {
        for (Path above = dest.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return Files.isDirectory(above) ? Optional.empty() : Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private static Decision same(Args args, Path dest, Checksums sums) {
        ModuleResult result = result(args, dest, sums.sha1()).with("md5sum", sums.md5());
        return new Decision.Unchanged(dest + " is the same", result);
    }

    private static ModuleResult result(Args args, Path dest, String sha1) {
        return ModuleResult.EMPTY
                .with("file", args.src())
                .with("dest", dest.toString())
                .with("checksum", sha1);
    }

    private static Decision unusable(Args args, LocatedFile source) {
        String message = !source.state().exists()
                ? "the remote file does not exist"
                : source.state().isDirectory()
                        ? "remote file is a directory, fetch cannot work on directories"
                        : FileResults.special(source.state())
                                .map(kind -> "remote file is " + kind + ", which is not fetched")
                                .orElse("remote file is not readable");
        ModuleResult result = ModuleResult.EMPTY.with("file", args.src());
        return args.failOnMissing()
                ? new Decision.Failed(message + ": " + args.src(), result)
                : new Decision.Unchanged(message + ", ignored", result.with("msg", message + ", ignored"));
    }

    /** A host that was added may have any name, and a file any that the host chooses. */
    private static String plain(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\0")) {
            throw ArgumentProblem.of("`" + name + "` cannot be the name of a file or directory of the controller");
        }
        return name;
    }

    /** Relative paths start in the playbook's directory. */
    private static Path dest(Args args, TaskContext context) {
        Path folder =
                context.scope().lookup("playbook_dir") instanceof TextValue text ? Path.of(text.text()) : Path.of("");
        Path dest = folder.resolve(
                args.dest().startsWith("~/")
                        ? System.getProperty("user.home") + args.dest().substring(1)
                        : args.dest());
        String name = plain(LocatedFile.baseName(LocatedFile.clean(args.src())));
        if (args.flat()) {
            if (!args.dest().endsWith("/") && Files.isDirectory(dest)) {
                throw ArgumentProblem.of("dest is an existing directory, use a trailing slash if you want to fetch "
                        + "src into that directory: " + dest);
            }
            return args.dest().endsWith("/") ? dest.resolve(name) : dest;
        }
        // A host may name its files as it likes: nothing may lead out of its directory.
        Path below = dest.resolve(plain(context.host())).normalize();
        Path file = below.resolve(args.src().replaceFirst("^[~/]+", "")).normalize();
        if (!file.startsWith(below)) {
            throw ArgumentProblem.of("`" + args.src() + "` leads out of " + below);
        }
        return file;
    }
}
