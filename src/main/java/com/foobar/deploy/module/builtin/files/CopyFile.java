package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.ControllerFile.Checksums;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** What copy does with a single file. */
record CopyFile(CopyModule.Args args, TaskContext context) {
    /** @param name of the source, which it has in a directory; empty where dest must be the file */
    private record Source(
            String name,
            FileContent content,
            Optional<Checksums> sums,
            boolean secret,
            int mode,
            Optional<String> src) {}

    Decision fromController(Answers answers) {
        if (args.content().isPresent()) {
            TextValue text = text(args.content().get());
            byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
            return decide(
                    new Source(
                            "",
                            FileContent.of(bytes, text.secret()),
                            Optional.of(Checksums.of(bytes)),
                            text.secret(),
                            DesiredAttributes.NEW_FILE,
                            Optional.empty()),
                    answers);
        }
        Path path = context.source("files", args.src().orElseThrow());
        var file = ControllerFile.read(path, args.decrypt(), context.vault());
        if (args.checksum()
                .filter(sum -> !sum.equalsIgnoreCase(file.checksums().sha1()))
                .isPresent()) {
            return new Decision.Failed(
                    "the checksum of " + path + " is " + file.checksums().sha1() + ", not the expected one",
                    ModuleResult.EMPTY.with("src", path.toString()));
        }
        String name = String.valueOf(path.getFileName());
        return decide(
                new Source(
                        name,
                        file.content(),
                        file.checksums(context.resultUsed()),
                        file.secret(),
                        preserve() ? file.mode() : DesiredAttributes.NEW_FILE,
                        Optional.of(path.toString())),
                answers);
    }

    /** A mapping or list becomes JSON, as Ansible writes it. */
    private TextValue text(Value content) {
        return switch (content) {
            case TextValue text -> text;
            case MapValue _, ListValue _ -> {
                Value json = context.templates()
                        .evaluate(
                                TextValue.trusted("copy_content | to_json"),
                                context.scope().with(Map.of("copy_content", content)));
                yield json instanceof TextValue text ? text : TextValue.plain(String.valueOf(json));
            }
            case NullValue _ -> TextValue.plain("");
            case BoolValue flag -> TextValue.plain(flag.flag() ? "True" : "False");
            case com.foobar.deploy.value.IntValue number ->
                TextValue.plain(number.number().toString());
            case com.foobar.deploy.value.FloatValue number -> TextValue.plain(Double.toString(number.number()));
            default -> throw ArgumentProblem.of("`content` is nothing that can be written to a file");
        };
    }

    Decision fromHost(LocatedFile source, Answers answers) {
        FileState state = source.state();
        if (!state.isFile()) {
            return new Decision.Failed(
                    "Source " + source.path() + " " + (state.exists() ? "is no regular file" : "not found"),
                    ModuleResult.EMPTY.with("src", source.path()));
        }
        Optional<String> hash = state.sha256();
        if (hash.isEmpty()) {
            return new Decision.Failed(
                    "Source " + source.path() + " is not readable", ModuleResult.EMPTY.with("src", source.path()));
        }
        Decision decision = decide(source(source, hash.get(), state.content()), answers);
        boolean asks = context.checkMode() && state.content().isEmpty() && state.size() <= FileState.CONTENT_LIMIT;
        if (!asks || !(decision instanceof Decision.Change)) {
            return decision;
        }
        // A plan has to know what the copy will contain, for the tasks that read or edit it.
        Optional<FileState.Content> bytes =
                answers.to(FileQuestion.content(source.path())).content();
        return decide(source(source, hash.get(), bytes), answers);
    }

    private static Source source(LocatedFile file, String hash, Optional<FileState.Content> bytes) {
        var content = new FileContent.OnHost(file.path(), file.state().size(), hash, bytes);
        return new Source(
                LocatedFile.baseName(file.path()),
                content,
                Optional.empty(),
                false,
                file.state().mode(),
                Optional.of(file.path()));
    }

    private boolean preserve() {
        return args.attributes().preservesMode();
    }

    private Decision decide(Source source, Answers answers) {
        LocatedFile dest = LocatedFile.find(args.dest(), false, Detail.HASH, answers);
        boolean folder = isFolder(dest, answers);
        if (folder && source.name().isEmpty()) {
            return new Decision.Failed(
                    "can not use content with a dir as dest: " + dest.path(),
                    ModuleResult.EMPTY.with("dest", dest.path()));
        }
        boolean missingFolder = args.dest().endsWith("/") && !folder;
        if (missingFolder && dest.state().exists()) {
            return new Decision.Failed(
                    dest.path() + " is not a directory", ModuleResult.EMPTY.with("dest", dest.path()));
        }
        if (missingFolder) {
            var inside = new LocatedFile(LocatedFile.join(dest.path(), source.name()), FileState.MISSING);
            return withFolder(dest.path(), place(source, inside, answers));
        }
        String path = folder ? LocatedFile.join(dest.path(), source.name()) : dest.path();
        return place(source, LocatedFile.toChange(path, args.follow(), Detail.HASH, answers), answers);
    }

    private static boolean isFolder(LocatedFile dest, Answers answers) {
        FileState state = dest.state();
        return state.isDirectory()
                || state.isLink()
                        && answers.to(FileQuestion.attributes(dest.path()).following())
                                .isDirectory();
    }

    private Decision withFolder(String folder, Decision inside) {
        if (!(inside instanceof Decision.Change change)) {
            return inside;
        }
        var desired = args.attributes().desired(args.directoryMode());
        var changes = new ArrayList<HostChange>();
        changes.add(new MakeDirectory(
                folder,
                args.attributes().owner(),
                args.attributes().group(),
                desired.bits(DesiredAttributes.NEW_DIRECTORY, true),
                LocatedFile.user(context)));
        changes.addAll(change.changes());
        return new Decision.Change(
                changes,
                change.predicted(),
                change.diff(),
                outcomes -> change.finish().finish(outcomes.subList(1, outcomes.size())));
    }

    private Decision place(Source source, LocatedFile file, Answers answers) {
        ModuleResult base = base(source, file);
        if (!args.force() && file.state().exists()) {
            return new Decision.Unchanged(file.path() + " exists", base);
        }
        var placement = new FilePlacement(
                source.content(),
                args.attributes().desired(mode(source, file.state())),
                args.validate(),
                args.backup(),
                args.attributes().unsafeWrites(),
                source.secret(),
                LocatedFile.user(context));
        return placement.decide(file, answers, base);
    }

    /**
     * What replaces another file on the host has the mode of its source, as with Ansible; a new file has the usual mode,
     * unless not everybody may read the source.
     */
    private Optional<FileMode> mode(Source source, FileState now) {
        if (preserve()) {
            return Optional.of(FileMode.ofNumber(source.mode()));
        }
        Optional<FileMode> named = args.attributes().mode();
        if (named.isPresent() || !(source.content() instanceof FileContent.OnHost)) {
            return named;
        }
        int usual = DesiredAttributes.NEW_FILE & (source.mode() | 0600);
        if (!now.exists()) {
            return usual == DesiredAttributes.NEW_FILE ? Optional.empty() : Optional.of(FileMode.ofNumber(usual));
        }
        boolean same =
                now.isFile() && now.sha256().equals(Optional.of(source.content().sha256()));
        return same ? Optional.empty() : Optional.of(FileMode.ofNumber(source.mode()));
    }

    private static ModuleResult base(Source source, LocatedFile file) {
        ModuleResult base = ModuleResult.EMPTY.with("dest", file.path());
        if (source.src().isPresent()) {
            base = base.with("src", source.src().get());
        }
        if (source.sums().isPresent()) {
            base = base.with("checksum", source.sums().get().sha1())
                    .with("md5sum", source.sums().get().md5());
        }
        return base;
    }
}
