package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.change.TouchFile;
import com.foobar.deploy.state.change.WriteFile;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes sure that a path is a file, a directory, a link, or absent, with the desired attributes. */
final class FileModule implements Module<FileModule.Args> {
    enum Desired {
        ABSENT,
        DIRECTORY,
        FILE,
        HARD,
        LINK,
        TOUCH
    }

    record Args(
            @Arg(
                    value = "the path to manage",
                    aliases = {"dest", "name"})
            String path,

            @Arg("what is to be there; file sets attributes of what must exist, touch makes an empty file")
            Optional<Desired> state,

            @Arg("what a link leads to; for a hard link the other name of the file")
            Optional<String> src,

            @Arg(value = "set the attributes of all that is in a directory too", fallback = "false")
            boolean recurse,

            @Arg(
                    value = "make a link though its target does not exist, or in the place of a file or an empty"
                            + " directory",
                    fallback = "false")
            boolean force,

            @Arg(value = "where the path is a link, manage what it leads to", fallback = "true")
            boolean follow,

            @Arg("modification time to set: preserve, now, or a time in its format; touch sets now")
            Optional<String> modificationTime,

            @Arg(value = "strftime format of the modification time", fallback = "%Y%m%d%H%M.%S")
            String modificationTimeFormat,

            @Arg("access time to set: preserve, now, or a time in its format; touch sets now")
            Optional<String> accessTime,

            @Arg(value = "strftime format of the access time", fallback = "%Y%m%d%H%M.%S")
            String accessTimeFormat,

            FileAttributes attributes) {
        Args {
            if (recurse && state.isPresent() && state.get() != Desired.DIRECTORY) {
                throw new IllegalArgumentException("`recurse` needs `state: directory`");
            }
            if (state.filter(desired -> desired == Desired.HARD).isPresent() && src.isEmpty()) {
                throw new IllegalArgumentException("`state: hard` needs `src`, the other name of the file");
            }
            if (src.isPresent() && state.isPresent() && state.get() != Desired.LINK && state.get() != Desired.HARD) {
                throw new IllegalArgumentException("`src` needs `state: link` or `state: hard`");
            }
            if (attributes.preservesMode()) {
                throw new IllegalArgumentException("`mode: preserve` has no meaning here");
            }
        }

        DesiredAttributes desired() {
            return attributes.desired();
        }
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String summary() {
        return "Manages files, directories and links, and their attributes.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<>(LocatedFile.reads(args.path(), Detail.ATTRIBUTES));
        if (args.path().startsWith("/")) {
            // Where the path is no directory, which it hardly ever is.
            args.src().ifPresent(src -> questions.add(LinkDecision.target(src, LocatedFile.folder(args.path()))));
        }
        return questions;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        LocatedFile file = LocatedFile.find(args.path(), false, Detail.ATTRIBUTES, answers);
        return switch (desired(args, file.state())) {
            case ABSENT -> absent(file);
            case DIRECTORY -> directory(args, answers, context);
            case FILE -> file(args, answers);
            case TOUCH -> touch(args, answers, context);
            case LINK -> new LinkDecision(args, file, answers).symbolic();
            case HARD -> new LinkDecision(args, file, answers).hard();
        };
    }

    /** Where the task does not say, what is there is managed. */
    private static Desired desired(Args args, FileState now) {
        if (args.state().isPresent()) {
            return args.state().get();
        }
        if (args.recurse()) {
            return Desired.DIRECTORY;
        }
        return switch (now.type()) {
            case DIRECTORY -> Desired.DIRECTORY;
            case LINK -> args.src().isPresent() || !args.follow() ? Desired.LINK : Desired.FILE;
            default -> args.src().isPresent() ? Desired.LINK : Desired.FILE;
        };
    }

    private static Decision absent(LocatedFile file) {
        ModuleResult result = ModuleResult.EMPTY.with("path", file.path()).with("state", "absent");
        if (!file.state().exists()) {
            return new Decision.Unchanged(file.path() + " is absent", result);
        }
        return Decision.Change.of(List.of(new Remove(file.path(), file.state().isDirectory())), result)
                .withDiff(states(file.path(), FileResults.stateName(file.state()), "absent"));
    }

    static Diff states(String path, String before, String after) {
        return Diff.attributes(path, Map.of("state", Value.of(before)), Map.of("state", Value.of(after)));
    }

    private static Decision directory(Args args, Answers answers, TaskContext context) {
        LocatedFile file = LocatedFile.toChange(args.path(), args.follow(), Detail.ATTRIBUTES, answers);
        FileState now = file.state();
        ModuleResult base = ModuleResult.EMPTY.with("path", file.path());
        if (now.isDirectory()) {
            return attributes(args, file, base, answers);
        }
        if (now.exists()) {
            return new Decision.Failed(file.path() + " already exists as a " + FileResults.stateName(now), base);
        }
        var change = new MakeDirectory(
                file.path(),
                args.attributes().owner(),
                args.attributes().group(),
                args.desired().bits(DesiredAttributes.NEW_DIRECTORY, true),
                LocatedFile.user(context));
        return Decision.Change.of(List.of(change), FileResults.describe(base, change.after()))
                .withDiff(states(file.path(), "absent", "directory"));
    }

    private static Decision file(Args args, Answers answers) {
        LocatedFile file = LocatedFile.toChange(args.path(), args.follow(), Detail.ATTRIBUTES, answers);
        ModuleResult base = ModuleResult.EMPTY.with("path", file.path());
        if (!file.state().exists() || file.state().isDirectory()) {
            String state = FileResults.stateName(file.state());
            return new Decision.Failed(
                    "file (" + file.path() + ") is " + state + ", cannot continue", base.with("state", state));
        }
        return attributes(args, file, base, answers);
    }

    /** Sets what differs on a file or directory that is there, and with {@code recurse} on all below. */
    private static Decision attributes(Args args, LocatedFile file, ModuleResult base, Answers answers) {
        DesiredAttributes desired = args.desired();
        FileState now = file.state();
        FileState after = desired.fulfilled(now);
        var changes = new ArrayList<HostChange>();
        var before = new LinkedHashMap<>(DesiredAttributes.differing(now, after));
        var behind = new LinkedHashMap<>(DesiredAttributes.differing(after, now));
        if (args.recurse() && !desired.isEmpty()) {
            RecursiveAttributes.below(file.path(), desired, answers).ifPresent(change -> {
                changes.add(change);
                before.put("path_content", Value.of(change.byPath().size() + " differ"));
                behind.put("path_content", Value.of("unchanged"));
            });
        }
        // Last: its new owner can swap names in it.
        if (!desired.holds(now)) {
            changes.add(desired.change(file.path(), now));
        }
        touchTimes(args, file.path(), false).ifPresent(changes::add);
        ModuleResult result = FileResults.describe(base, after);
        if (changes.isEmpty()) {
            return new Decision.Unchanged(file.path() + " is unchanged", result);
        }
        return Decision.Change.of(changes, result).withDiff(Diff.attributes(file.path(), before, behind));
    }

    private static Decision touch(Args args, Answers answers, TaskContext context) {
        LocatedFile file = LocatedFile.toChange(args.path(), args.follow(), Detail.ATTRIBUTES, answers);
        ModuleResult base = ModuleResult.EMPTY.with("dest", file.path());
        if (file.state().exists()) {
            return touchExisting(args, file, base);
        }
        var placement = new FilePlacement(
                FileContent.of(""),
                args.desired(),
                Optional.empty(),
                false,
                args.attributes().unsafeWrites(),
                false,
                LocatedFile.user(context));
        WriteFile write = placement.change(file);
        var changes = new ArrayList<HostChange>();
        changes.add(write);
        touchTimes(args, file.path(), false).ifPresent(changes::add);
        return Decision.Change.of(changes, FileResults.describe(base, write.after()))
                .withDiff(states(file.path(), "absent", "touch"));
    }

    private static Decision touchExisting(Args args, LocatedFile file, ModuleResult base) {
        var changes = new ArrayList<HostChange>();
        touchTimes(args, file.path(), true).ifPresent(changes::add);
        if (!args.desired().holds(file.state())) {
            changes.add(args.desired().change(file.path(), file.state()));
        }
        ModuleResult result = FileResults.describe(base, args.desired().fulfilled(file.state()));
        return changes.isEmpty()
                ? new Decision.Unchanged(file.path() + " is unchanged", result)
                : Decision.Change.of(changes, result)
                        .withDiff(states(file.path(), FileResults.stateName(file.state()), "touch"));
    }

    /** Times given as text are set at every run, since they are not compared. */
    private static Optional<HostChange> touchTimes(Args args, String path, boolean touch) {
        String fallback = touch ? "now" : "preserve";
        String modified = args.modificationTime().orElse(fallback).toLowerCase(Locale.ROOT);
        String accessed = args.accessTime().orElse(fallback).toLowerCase(Locale.ROOT);
        if (modified.equals("preserve") && accessed.equals("preserve")) {
            return Optional.empty();
        }
        return Optional.of(new TouchFile(
                path,
                TouchTime.of(modified, args.modificationTimeFormat()),
                TouchTime.of(accessed, args.accessTimeFormat())));
    }
}
