package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.QuestionsTogether;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.change.MakeLink;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.Tree;
import com.foobar.deploy.state.question.files.TreeQuestion;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What copy does with a directory: every directory and file in it, whether or not dest exists. */
record CopyTree(CopyModule.Args args, TaskContext context) {
    /** What was decided so far. */
    private static final class Findings {
        final List<HostChange> changes = new ArrayList<>();
        final Map<String, Value> before = new LinkedHashMap<>();
        final Map<String, Value> after = new LinkedHashMap<>();

        void change(String path, HostChange change, FileState now) {
            changes.add(change);
            before.put(path, Value.of(FileResults.stateName(now)));
            after.put(path, Value.of(now.exists() ? "changed" : "new"));
        }
    }

    Set<Question<?>> reads(Path folder) {
        var questions = new LinkedHashSet<Question<?>>();
        questions.addAll(LocatedFile.reads(args.dest(), Detail.ATTRIBUTES));
        if (questions.stream()
                .allMatch(question -> ((FileQuestion) question).path().startsWith("/"))) {
            String root = root(LocatedFile.clean(args.dest()), folder.getFileName());
            items(folder).forEach(item -> questions.add(question(root, item.name(), item.folder())));
        }
        return questions;
    }

    /** With a slash at its end, the source stands for what is in it. */
    private String root(String dest, Path name) {
        return args.src().orElseThrow().endsWith("/") ? dest : LocatedFile.join(dest, String.valueOf(name));
    }

    private static FileQuestion question(String root, String name, boolean folder) {
        String path = name.isEmpty() ? root : LocatedFile.join(root, name);
        return folder ? FileQuestion.attributes(path).following() : FileQuestion.hash(path);
    }

    private List<ControllerTree.Item> items(Path folder) {
        return ControllerTree.of(folder, args.localFollow());
    }

    Decision decide(Path folder, Answers answers) {
        String root = root(LocatedFile.absolute(args.dest(), answers), folder.getFileName());
        var findings = new Findings();
        for (ControllerTree.Item item : items(folder)) {
            String path = item.name().isEmpty() ? root : LocatedFile.join(root, item.name());
            FileState now = answers.to(question(root, item.name(), item.folder()));
            if (item.folder()) {
                folder(path, args.directoryMode(), now, findings);
            } else if (item.link().isPresent()) {
                link(path, item.link().get(), now, findings);
            } else {
                var file = ControllerFile.read(item.file().orElseThrow(), args.decrypt(), context.vault());
                Optional<FileMode> mode = preserve() ? Optional.of(FileMode.ofNumber(file.mode())) : mode();
                file(path, file.content(), file.secret(), mode, now, findings);
            }
        }
        return conclude(root, folder.toString(), findings);
    }

    /** A directory of the host itself. */
    Decision decide(LocatedFile source, Answers answers) {
        Tree tree = answers.to(TreeQuestion.of(source.path()));
        Path name = Path.of(LocatedFile.baseName(source.path()));
        String root = root(LocatedFile.absolute(args.dest(), answers), name);
        ReadableNames.all(tree);
        if (root.startsWith(source.path() + "/")) {
            return new Decision.Failed("cannot copy " + source.path() + " into itself", ModuleResult.EMPTY);
        }
        ask(source.path(), root, tree, answers);
        var findings = new Findings();
        top(source, root, answers, findings);
        for (Tree.Entry entry : tree.entries()) {
            String below = entry.path().substring(source.path().length() + 1);
            FileState now = answers.to(question(root, below, entry.state().isDirectory()));
            String path = LocatedFile.join(root, below);
            FileState from = entry.state().isDirectory() ? entry.state() : answers.to(FileQuestion.hash(entry.path()));
            switch (from.type()) {
                case DIRECTORY -> folder(path, kept(from.mode(), now), now, findings);
                case LINK -> link(path, from.linkTarget().orElse(""), now, findings);
                case FILE -> {
                    var content = new FileContent.OnHost(
                            entry.path(), from.size(), from.sha256().orElse(""), Optional.empty());
                    file(path, content, false, kept(from, now), now, findings);
                }
                default -> {
                    // Devices, sockets and pipes are not copied.
                }
            }
        }
        return conclude(root, source.path(), findings);
    }

    /**
     * The destination directory itself, which alone gets the mode that the task names: dest, where it is new, otherwise
     * the copy of the source.
     */
    private void top(LocatedFile source, String root, Answers answers, Findings findings) {
        int from = source.state().mode();
        Optional<FileMode> named = preserve() ? Optional.of(FileMode.ofNumber(from)) : mode();
        FileState now = answers.to(question(root, "", true));
        String dest = LocatedFile.absolute(args.dest(), answers);
        FileState above = answers.to(question(dest, "", true));
        if (above.exists() || dest.equals(root)) {
            folder(root, named.or(() -> kept(from, now)), now, findings);
            return;
        }
        boolean inside = args.dest().endsWith("/");
        folder(dest, inside ? args.directoryMode() : named, above, findings);
        folder(root, inside ? named.or(() -> kept(from, now)) : kept(from, now), now, findings);
    }

    private static void ask(String from, String root, Tree tree, Answers answers) {
        var questions = new LinkedHashSet<Question<?>>();
        for (Tree.Entry entry : tree.entries()) {
            String below = entry.path().substring(from.length() + 1);
            questions.add(question(root, below, entry.state().isDirectory()));
            questions.add(FileQuestion.hash(entry.path()));
        }
        QuestionsTogether.ask(questions, answers);
    }

    private boolean preserve() {
        return args.attributes().preservesMode();
    }

    private Optional<FileMode> mode() {
        return args.attributes().mode();
    }

    /** What is copied on the host keeps its mode: private keys stay private, programs stay programs. */
    private static Optional<FileMode> kept(FileState from, FileState now) {
        boolean same = now.isFile() && now.sha256().equals(from.sha256());
        return same ? Optional.empty() : Optional.of(FileMode.ofNumber(from.mode()));
    }

    /** A directory that is there keeps its own mode. */
    private static Optional<FileMode> kept(int from, FileState now) {
        return now.exists() ? Optional.empty() : Optional.of(FileMode.ofNumber(from));
    }

    private void folder(String path, Optional<FileMode> mode, FileState now, Findings findings) {
        var desired = args.attributes().desired(mode);
        if (now.isDirectory()) {
            if (!desired.holds(now)) {
                findings.change(path, desired.change(path, now), now);
            }
            return;
        }
        if (now.exists()) {
            throw ArgumentProblem.of(path + " already exists as a " + FileResults.stateName(now));
        }
        findings.change(
                path,
                new MakeDirectory(
                        path,
                        args.attributes().owner(),
                        args.attributes().group(),
                        desired.bits(DesiredAttributes.NEW_DIRECTORY, true),
                        LocatedFile.user(context)),
                now);
    }

    private void link(String path, String target, FileState now, Findings findings) {
        boolean same = now.isLink() && now.linkTarget().filter(target::equals).isPresent();
        Optional<String> special = FileResults.special(now);
        if (special.isPresent()) {
            throw ArgumentProblem.of(path + " is " + special.get() + ", which is not replaced by a link");
        }
        if (!same && (args.force() || !now.exists())) {
            findings.change(path, new MakeLink(path, target, false, now), now);
        }
    }

    private void file(
            String path,
            FileContent content,
            boolean secret,
            Optional<FileMode> mode,
            FileState now,
            Findings findings) {
        var desired = args.attributes().desired(mode);
        Optional<String> special = FileResults.special(now);
        if (special.isPresent()) {
            throw ArgumentProblem.of(path + " is " + special.get() + ", which is not replaced");
        }
        boolean same =
                now.isFile() && now.sha256().filter(content.sha256()::equals).isPresent();
        if (same) {
            if (!desired.holds(now)) {
                findings.change(path, desired.change(path, now), now);
            }
        } else if (args.force() || !now.exists()) {
            var placement = new FilePlacement(
                    content,
                    desired,
                    args.validate(),
                    args.backup(),
                    args.attributes().unsafeWrites(),
                    secret,
                    LocatedFile.user(context));
            findings.change(path, placement.change(new LocatedFile(path, now)), now);
        }
    }

    private static Decision conclude(String root, String src, Findings findings) {
        ModuleResult result = ModuleResult.EMPTY.with("dest", root).with("src", src);
        if (findings.changes.isEmpty()) {
            return new Decision.Unchanged("all in " + root + " is unchanged", result);
        }
        return Decision.Change.of(findings.changes, result)
                .withDiff(Diff.attributes(root, findings.before, findings.after));
    }
}
