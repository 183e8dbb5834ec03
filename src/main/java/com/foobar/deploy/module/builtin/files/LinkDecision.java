package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.change.MakeLink;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.state.question.files.TreeQuestion;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the file module does about links.
 *
 * @param file what is at the path, no link followed
 */
record LinkDecision(FileModule.Args args, LocatedFile file, Answers answers) {
    private FileState now() {
        return file.state();
    }

    private ModuleResult base(String src) {
        return ModuleResult.EMPTY.with("dest", file.path()).with("src", src);
    }

    Decision symbolic() {
        Optional<String> given = args.src().or(() -> now().linkTarget());
        if (given.isEmpty()) {
            return new Decision.Failed(
                    "`src` is needed to make the link " + file.path(), ModuleResult.EMPTY.with("dest", file.path()));
        }
        String src = given.get();
        Optional<String> refusal = refusal(src);
        if (refusal.isPresent()) {
            return new Decision.Failed(refusal.get(), base(src));
        }
        var changes = new ArrayList<HostChange>();
        boolean same = now().isLink() && now().linkTarget().filter(src::equals).isPresent();
        if (!same) {
            changes.add(new MakeLink(file.path(), src, false, now()));
        }
        boolean attributes = attributes(src, same, changes);
        ModuleResult result = FileResults.describe(base(src), now().withLinkTarget(src));
        if (changes.isEmpty()) {
            return new Decision.Unchanged(file.path() + " leads to " + src, result);
        }
        Decision.Change change = Decision.Change.of(changes, result);
        return same && attributes ? change : change.withDiff(difference(src));
    }

    private Diff difference(String src) {
        String before = now().linkTarget().orElse("");
        var left = new LinkedHashMap<String, Value>();
        left.put("state", Value.of(FileResults.stateName(now())));
        if (!before.isEmpty()) {
            left.put("src", Value.of(before));
        }
        return Diff.attributes(file.path(), left, Map.of("state", Value.of("link"), "src", Value.of(src)));
    }

    /** Why the link may not be made; nothing is refused where it is there already. */
    private Optional<String> refusal(String src) {
        if (!args.force() && args.src().isPresent() && !answers.to(target(src)).exists()) {
            return Optional.of("src file does not exist, use \"force=yes\" if you really want to create the link: "
                    + target(src).path());
        }
        if (!now().exists() || now().isLink()) {
            return Optional.empty();
        }
        Optional<String> special = FileResults.special(now()).filter(_ -> !now().isDirectory());
        if (special.isPresent()) {
            return Optional.of(file.path() + " is " + special.get() + ", which is not replaced by a link");
        }
        if (!args.force()) {
            return Optional.of(
                    "refusing to convert from " + FileResults.stateName(now()) + " to symlink for " + file.path());
        }
        if (now().isDirectory()
                && !answers.to(TreeQuestion.of(file.path(), 1)).entries().isEmpty()) {
            return Optional.of("the directory " + file.path() + " is not empty, refusing to convert it");
        }
        return Optional.empty();
    }

    private FileQuestion target(String src) {
        return target(src, now().isDirectory() ? file.path() : LocatedFile.folder(file.path()));
    }

    /** @param folder that the link is in */
    static FileQuestion target(String src, String folder) {
        String path = src.startsWith("/") || HostPath.inHome(src) ? src : LocatedFile.join(folder, src);
        return FileQuestion.attributes(path).following();
    }

    /** Attributes are those of the target, or with {@code follow: false} the owner of the link itself. */
    private boolean attributes(String src, boolean same, List<HostChange> changes) {
        if (args.desired().isEmpty()) {
            return false;
        }
        if (args.follow()) {
            FileQuestion question = target(src);
            FileState state = answers.to(question);
            if (state.exists() && !args.desired().holds(state)) {
                LocatedFile real = LocatedFile.toChange(question.path(), true, FileQuestion.Detail.ATTRIBUTES, answers);
                changes.add(args.desired().change(real.path(), real.state()));
                return true;
            }
            return false;
        }
        FileState link = same
                ? now()
                : FileState.MISSING.withLinkTarget(src).withOwner("").withGroup("");
        if (args.desired().holds(link)) {
            return false;
        }
        changes.add(args.desired().change(file.path(), link));
        return true;
    }

    Decision hard() {
        String src = LocatedFile.absolute(args.src().orElseThrow(), answers);
        FileState other = answers.to(FileQuestion.attributes(src));
        if (!other.exists()) {
            return new Decision.Failed("src does not exist: " + src, base(src));
        }
        LocatedFile place = now().isDirectory()
                ? LocatedFile.find(
                        LocatedFile.join(file.path(), LocatedFile.baseName(src)),
                        false,
                        FileQuestion.Detail.ATTRIBUTES,
                        answers)
                : file;
        boolean same = place.state().exists()
                && place.state().inode() == other.inode()
                && place.state().device() == other.device();
        Optional<String> special = FileResults.special(place.state()).filter(_ -> !same);
        if (special.isPresent()) {
            return new Decision.Failed(
                    "Cannot link, " + place.path() + " is " + special.get() + ", which is not replaced", base(src));
        }
        if (place.state().exists() && !same && !args.force()) {
            return new Decision.Failed(
                    "Cannot link, " + FileResults.stateName(place.state()) + " exists at destination " + place.path(),
                    base(src));
        }
        var changes = new ArrayList<HostChange>();
        if (!same) {
            changes.add(new MakeLink(place.path(), src, true, place.state()));
        }
        if (!args.desired().holds(other)) {
            changes.add(args.desired().change(place.path(), other));
        }
        ModuleResult result = FileResults.describe(
                ModuleResult.EMPTY.with("dest", place.path()).with("src", src),
                args.desired().fulfilled(other));
        return changes.isEmpty()
                ? new Decision.Unchanged(place.path() + " is the same file as " + src, result)
                : Decision.Change.of(changes, result)
                        .withDiff(FileModule.states(
                                place.path(), FileResults.stateName(place.state()), same ? "attributes" : "hard"));
    }
}
