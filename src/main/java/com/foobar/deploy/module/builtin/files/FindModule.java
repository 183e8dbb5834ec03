package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.QuestionsTogether;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.ChecksumQuestion;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.state.question.files.Tree;
import com.foobar.deploy.state.question.files.TreeQuestion;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds files on the host. */
final class FindModule implements Module<FindModule.Args> {
    enum FileType {
        ANY,
        DIRECTORY,
        FILE,
        LINK
    }

    enum Stamp {
        ATIME,
        CTIME,
        MTIME
    }

    record Args(
            @Arg(
                    value = "directories to search",
                    aliases = {"name", "path"})
            List<String> paths,

            @Arg(
                    value = "names to find: shell patterns, or regular expressions with use_regex",
                    aliases = {"pattern"})
            List<String> patterns,

            @Arg(
                    value = "names to leave out, in the form of patterns",
                    aliases = {"exclude"})
            List<String> excludes,

            @Arg("regular expression that a line must start with, or with read_whole_file the file contain")
            Optional<String> contains,

            @Arg(value = "match contains against the whole file", fallback = "false")
            boolean readWholeFile,

            @Arg(value = "any, directory, file or link", fallback = "file")
            FileType fileType,

            @Arg(value = "search directories below too", fallback = "false")
            boolean recurse,

            @Arg("how many levels to go down") Optional<Integer> depth,

            @Arg(value = "find hidden files too", fallback = "false")
            boolean hidden,

            @Arg(value = "look through links", fallback = "false")
            boolean follow,

            @Arg(value = "take patterns for regular expressions", fallback = "false")
            boolean useRegex,

            @Arg("least age, or with a minus the greatest: seconds, or with the suffix s, m, h, d or w")
            Optional<String> age,

            @Arg(value = "which time is the age: atime, ctime or mtime", fallback = "mtime")
            Stamp ageStamp,

            @Arg("least size, or with a minus the greatest: bytes, or with the suffix b, k, m, g or t")
            Optional<String> size,

            @Arg("permissions that files must have") Optional<FileMode> mode,

            @Arg(value = "mode must be exactly this, not merely included", fallback = "true")
            boolean exactMode,

            @Arg(
                    value = "add checksums of files",
                    fallback = "false",
                    aliases = {"checksum"})
            boolean getChecksum,

            @Arg(value = "hash of the checksums", fallback = "sha1")
            ChecksumQuestion.Algorithm checksumAlgorithm,

            @Arg("stop after so many") Optional<Integer> limit) {
        Args {
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("`paths` names no directory");
            }
            if (paths.stream().anyMatch(path -> !path.startsWith("/") && !HostPath.inHome(path))) {
                throw new IllegalArgumentException("`paths` must be absolute");
            }
        }
    }

    @Override
    public String name() {
        return "find";
    }

    @Override
    public String summary() {
        return "Finds files on the host.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        args.paths().stream()
                .filter(path -> !HostPath.inHome(path))
                .forEach(path -> questions.add(tree(args, LocatedFile.clean(path))));
        return questions;
    }

    private static TreeQuestion tree(Args args, String folder) {
        int depth = args.recurse() ? args.depth().orElse(0) : 1;
        return new TreeQuestion(folder, Math.max(depth, 0), args.follow());
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        var filter = new FindFilter(args);
        var found = new ArrayList<Tree.Entry>();
        var skipped = new LinkedHashMap<String, Value>();
        long examined = 0;
        for (String path : args.paths()) {
            String folder = LocatedFile.absolute(path, answers);
            FileState state = answers.to(FileQuestion.attributes(folder).following());
            if (!state.isDirectory()) {
                skipped.put(path, Value.of("'" + path + "' is not a directory"));
                continue;
            }
            Tree tree = answers.to(tree(args, folder));
            tree.skipped().forEach(message -> skipped.put(folder, Value.of(message)));
            examined += tree.entries().size();
            for (Tree.Entry entry : tree.entries()) {
                if (!ReadableNames.readable(entry.path())) {
                    skipped.put(entry.path(), Value.of("the name is not UTF-8 text"));
                } else if (filter.matches(entry)) {
                    found.add(entry);
                }
            }
        }
        return result(args, containing(args, found, answers), examined, skipped, answers);
    }

    private static List<Tree.Entry> containing(Args args, List<Tree.Entry> found, Answers answers) {
        if (args.contains().isEmpty()) {
            return found;
        }
        QuestionsTogether.ask(
                found.stream().map(entry -> FileQuestion.content(entry.path())).toList(), answers);
        var filter = new FindFilter(args);
        return found.stream()
                .filter(entry -> filter.contains(answers.to(FileQuestion.content(entry.path()))))
                .toList();
    }

    private static Decision result(
            Args args, List<Tree.Entry> found, long examined, Map<String, Value> skipped, Answers answers) {
        List<Tree.Entry> shown =
                found.subList(0, Math.min(found.size(), args.limit().orElse(found.size())));
        if (args.getChecksum()) {
            QuestionsTogether.ask(
                    shown.stream().map(entry -> checksum(args, entry)).toList(), answers);
        }
        List<Value> files =
                shown.stream().map(entry -> describe(args, entry, answers)).toList();
        ModuleResult result = ModuleResult.EMPTY
                .with("files", new ListValue(files))
                .with("matched", files.size())
                .with("examined", examined)
                .with("skipped_paths", MapValue.ofStrings(skipped))
                .with(
                        "msg",
                        skipped.isEmpty()
                                ? "All paths examined"
                                : "Not all paths examined, check warnings for details");
        return new Decision.Unchanged(files.size() + " found", result);
    }

    private static ChecksumQuestion checksum(Args args, Tree.Entry entry) {
        return new ChecksumQuestion(entry.path(), args.follow(), args.checksumAlgorithm());
    }

    private static Value describe(Args args, Tree.Entry entry, Answers answers) {
        var keys = new LinkedHashMap<String, Value>();
        keys.put("path", Value.of(entry.path()));
        keys.put("mode", Value.of(entry.state().modeText()));
        StatKeys.types(entry.state(), keys);
        StatKeys.numbers(entry.state(), keys);
        StatKeys.permissions(entry.state(), keys);
        if (args.getChecksum() && entry.state().isFile()) {
            answers.to(checksum(args, entry)).ifPresent(sum -> keys.put("checksum", Value.of(sum)));
        }
        return MapValue.ofStrings(keys);
    }
}
