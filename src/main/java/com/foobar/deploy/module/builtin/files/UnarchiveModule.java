package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.CreatesGuard;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Unpacks an archive in a directory of the host. */
final class UnarchiveModule implements Module<UnarchiveModule.Args> {
    record Args(
            @Arg("the archive: a file of the controller, with remote_src one of the host or an address")
            String src,

            @Arg("the directory to unpack it in, which must exist")
            String dest,

            @Arg(value = "src is on the host, or an address that the host gets it from", fallback = "false")
            boolean remoteSrc,

            @Arg(value = "the older name for the opposite of remote_src", fallback = "true")
            boolean copy,

            @Arg("do nothing if this file exists") Optional<String> creates,

            @Arg(value = "put the names of all files into the result", fallback = "false")
            boolean listFiles,

            @Arg("names to leave out, as patterns of tar's; busybox's tar has no such option")
            List<String> exclude,

            @Arg("the only names to unpack") List<String> include,

            @Arg(value = "keep files that are newer than the archive's", fallback = "false")
            boolean keepNewer,

            @Arg("more options for tar, or for unzip with a zip file on the host")
            List<String> extraOpts,

            FileAttributes attributes,

            @Arg(value = "check the server's certificate", fallback = "true")
            boolean validateCerts,

            @Arg(value = "not used", fallback = "true") boolean decrypt,

            @Arg("not used") Optional<Integer> ioBufferSize) {
        Args {
            if (!exclude.isEmpty() && !include.isEmpty()) {
                throw new IllegalArgumentException("`include` and `exclude` exclude each other");
            }
            if (src.contains("://") && !remoteSrc && copy) {
                throw new IllegalArgumentException("an address as `src` needs `remote_src: true`");
            }
        }

        boolean onHost() {
            return remoteSrc || !copy;
        }
    }

    @Override
    public String name() {
        return "unarchive";
    }

    @Override
    public String summary() {
        return "Unpacks an archive in a directory of the host.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new HashSet<Question<?>>(LocatedFile.reads(args.dest(), Detail.ATTRIBUTES));
        args.creates()
                .ifPresent(
                        path -> questions.add(CreatesGuard.of(path, args.dest()).question()));
        return questions;
    }

    /** Another user could put an archive of theirs in the place of one that root has downloaded. */
    private static boolean own(FileState dest, TaskContext context) {
        boolean root = context.remoteUser().filter(user -> !user.equals("root")).isEmpty();
        return !root || dest.uid() == 0 && (dest.mode() & 022) == 0;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        if (args.creates()
                .filter(path -> CreatesGuard.of(path, args.dest()).exists(answers))
                .isPresent()) {
            String message = "skipped, since " + args.creates().get() + " exists";
            return new Decision.Skipped(message, ModuleResult.EMPTY.with("msg", message));
        }
        LocatedFile dest = LocatedFile.toChange(args.dest(), true, Detail.ATTRIBUTES, answers);
        ModuleResult base = ModuleResult.EMPTY.with("dest", dest.path()).with("src", args.src());
        if (!dest.state().isDirectory()) {
            return new Decision.Failed("dest '" + dest.path() + "' must be an existing dir", base);
        }
        ModuleResult result = FileResults.describe(base, dest.state());
        return args.onHost()
                ? new HostArchiveDecision(args, dest.path(), result, own(dest.state(), context)).decide(answers)
                : new SentArchiveDecision(args, dest.path(), result).decide(answers, context);
    }
}
