package com.foobar.deploy.module.builtin;

import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.change.MakeLink;
import com.foobar.deploy.state.question.FileQuestion;
import com.foobar.deploy.state.question.FileQuestion.Detail;
import com.foobar.deploy.state.question.FileState;
import com.foobar.deploy.state.question.Tree;
import com.foobar.deploy.state.question.TreeQuestion;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What copy does with a folder: every folder and file in it, whether or not dest exists. */
record CopyTree(CopyModule.Args args, TaskContext context) {
    /** @param name below the folder; empty for the folder itself */
    private record Item(String name, boolean folder, Optional<String> link, Optional<Path> file) {}

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

    private List<Item> items(Path folder) {
        FileVisitOption[] options =
                args.localFollow() ? new FileVisitOption[] {FileVisitOption.FOLLOW_LINKS} : new FileVisitOption[0];
        try (Stream<Path> paths = Files.walk(folder, options)) {
            return paths.sorted().map(path -> item(folder, path)).toList();
        } catch (IOException e) {
            throw ControllerFile.unreadable(folder, e);
        }
    }

    private Item item(Path folder, Path path) {
        String name = folder.relativize(path).toString();
        if (!args.localFollow() && Files.isSymbolicLink(path)) {
            try {
                return new Item(
                        name, false, Optional.of(Files.readSymbolicLink(path).toString()), Optional.empty());
            } catch (IOException e) {
                throw ControllerFile.unreadable(path, e);
            }
        }
        return new Item(name, Files.isDirectory(path), Optional.empty(), Optional.of(path));
    }

    Decision decide(Path folder, Answers answers) {
        String root = root(LocatedFile.absolute(args.dest(), answers), folder.getFileName());
        var findings = new Findings();
        for (Item item : items(folder)) {
            String path = item.name().isEmpty() ? root : LocatedFile.join(root, item.name());
            FileState now = answers.to(question(root, item.name(), item.folder()));
            if (item.folder()) {
                folder(path, now, findings);
            } else if (item.link().isPresent()) {
                link(path, item.link().get(), now, findings);
            } else {
                var file = ControllerFile.read(item.file().orElseThrow(), args.decrypt(), context.vault());
                int mode = preserve() ? file.mode() : FileWish.NEW_FILE;
                file(path, file.content(), file.secret(), mode, now, findings);
            }
        }
        return conclude(root, folder.toString(), findings);
    }

    /** A folder of the host itself. */
    Decision decide(LocatedFile source, Answers answers) {
        Tree tree = answers.to(TreeQuestion.of(source.path()));
        Path name = Path.of(LocatedFile.baseName(source.path()));
        String root = root(LocatedFile.absolute(args.dest(), answers), name);
        if (root.startsWith(source.path() + "/")) {
            return new Decision.Failed("cannot copy " + source.path() + " into itself", ModuleResult.EMPTY);
        }
        ask(source.path(), root, tree, answers);
        var findings = new Findings();
        folder(root, answers.to(question(root, "", true)), findings);
        for (Tree.Entry entry : tree.entries()) {
            String below = entry.path().substring(source.path().length() + 1);
            FileState now = answers.to(question(root, below, entry.state().isDirectory()));
            String path = LocatedFile.join(root, below);
            FileState from = entry.state().isDirectory() ? entry.state() : answers.to(FileQuestion.hash(entry.path()));
            switch (from.type()) {
                case DIRECTORY -> folder(path, now, findings);
                case LINK -> link(path, from.linkTarget().orElse(""), now, findings);
                case FILE -> {
                    var content = new FileContent.OnHost(
                            entry.path(), from.size(), from.sha256().orElse(""), Optional.empty());
                    file(path, content, false, from.mode(), now, findings);
                }
                default -> {
                    // Devices, sockets and pipes are not copied.
                }
            }
        }
        return conclude(root, source.path(), findings);
    }

    /** All at once instead of one after the other. */
    private static void ask(String from, String root, Tree tree, Answers answers) {
        var missing = new LinkedHashSet<Question<?>>();
        for (Tree.Entry entry : tree.entries()) {
            String below = entry.path().substring(from.length() + 1);
            boolean folder = entry.state().isDirectory();
            for (FileQuestion question : List.of(question(root, below, folder), FileQuestion.hash(entry.path()))) {
                try {
                    answers.to(question);
                } catch (com.foobar.deploy.state.UnansweredException e) {
                    missing.addAll(e.questions());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new com.foobar.deploy.state.UnansweredException(missing);
        }
    }

    private boolean preserve() {
        return args.attributes().preservesMode();
    }

    private void folder(String path, FileState now, Findings findings) {
        var wish = args.attributes().wish(args.directoryMode());
        if (now.isDirectory()) {
            if (!wish.holds(now)) {
                findings.change(path, wish.change(path, now, true), now);
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
                        wish.bits(FileWish.NEW_FOLDER, true),
                        LocatedFile.user(context)),
                now);
    }

    private void link(String path, String target, FileState now, Findings findings) {
        boolean same = now.isLink() && now.linkTarget().filter(target::equals).isPresent();
        if (!same && (args.force() || !now.exists())) {
            findings.change(path, new MakeLink(path, target, false, now), now);
        }
    }

    private void file(String path, FileContent content, boolean secret, int mode, FileState now, Findings findings) {
        Optional<FileMode> wished = preserve()
                ? Optional.of(FileMode.ofNumber(mode))
                : args.attributes().mode();
        var wish = args.attributes().wish(wished);
        boolean same =
                now.isFile() && now.sha256().filter(content.sha256()::equals).isPresent();
        if (same) {
            if (!wish.holds(now)) {
                findings.change(path, wish.change(path, now, true), now);
            }
        } else if (args.force() || !now.exists()) {
            var placement = new FilePlacement(
                    content,
                    wish,
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
            return new Decision.AsWished("all in " + root + " is as wished", result);
        }
        return Decision.Change.of(findings.changes, result)
                .withDiff(Diff.attributes(root, findings.before, findings.after));
    }
}
