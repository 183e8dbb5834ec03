package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.Needs;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes an empty file or directory with a name of its own. */
final class TempFileModule implements Module<TempFileModule.Args> {
    enum Desired {
        FILE,
        DIRECTORY
    }

    record Args(
            @Arg(value = "file or directory", fallback = "file")
            Desired state,

            @Arg("the directory to make it in; without one the host's directory for such files")
            Optional<String> path,

            @Arg(value = "how its name starts", fallback = "ansible.")
            String prefix,

            @Arg("how its name ends") Optional<String> suffix) {
        Args {
            if (prefix.contains("/") || suffix.orElse("").contains("/")) {
                throw new IllegalArgumentException("`prefix` and `suffix` cannot contain a slash");
            }
        }
    }

    @Override
    public String name() {
        return "tempfile";
    }

    @Override
    public String summary() {
        return "Makes an empty file or directory with a name of its own.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        String kind = args.state().name().toLowerCase(Locale.ROOT);
        String folder = args.path().orElse("/tmp");
        ModuleResult predicted = ModuleResult.EMPTY
                .with(
                        "path",
                        LocatedFile.join(
                                folder,
                                args.prefix() + "XXXXXXXX" + args.suffix().orElse("")))
                .with("state", kind);
        var change = ScriptChange.of("make a temporary " + kind, script(args), Touched.paths(folder))
                .needing(Needs.directory(folder));
        return Decision.Change.of(List.of(change), predicted)
                .finishing(outcomes ->
                        predicted.with("path", outcomes.getFirst().text().strip()));
    }

    /** busybox's mktemp wants the variable part at the end: the suffix is appended by a second, exclusive step. */
    private static ShellText script(Args args) {
        ShellText folder = args.path().isPresent()
                ? ShellText.lit("set --").and(HostPath.word(args.path().get())).and("\nd=$1")
                : ShellText.lit("d=${TMPDIR:-/tmp}");
        boolean directory = args.state() == Desired.DIRECTORY;
        ShellText make = folder.and("\nt=$(mktemp")
                .and(directory ? ShellText.lit(" -d") : ShellText.EMPTY)
                .and(" \"$d\"/")
                .and(ShellText.EMPTY.glue(args.prefix() + "XXXXXXXX"))
                .and(") || exit 1\n");
        if (args.suffix().isEmpty()) {
            return make.and("printf '%s\\n' \"$t\"\n");
        }
        return make.and("u=$t")
                .and(ShellText.EMPTY.glue(args.suffix().get()))
                .and(
                        directory
                                ? ShellText.lit("\nmv -- \"$t\" \"$u\"")
                                : ShellText.lit("\nln -- \"$t\" \"$u\" && rm -f -- \"$t\""))
                .and(" || exit 1\nprintf '%s\\n' \"$u\"\n");
    }
}
