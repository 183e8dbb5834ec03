package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.ChecksumQuestion;
import com.foobar.deploy.state.question.files.ChecksumQuestion.Algorithm;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.FileState.Type;
import com.foobar.deploy.state.question.files.HostPath;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;

/** Tells what is at a path. */
final class StatModule implements Module<StatModule.Args> {
    record Args(
            @Arg(
                    value = "the path to look at",
                    aliases = {"dest", "name"})
            String path,

            @Arg(value = "look through a symbolic link at what it leads to", fallback = "false")
            boolean follow,

            @Arg(value = "compute the checksum of a regular file", fallback = "true")
            boolean getChecksum,

            @Arg(
                    value = "hash of the checksum",
                    fallback = "sha1",
                    aliases = {"checksum", "checksum_algo"})
            Algorithm checksumAlgorithm,

            @Arg(
                    value = "accepted for Ansible's sake; the type of the content is always unknown",
                    fallback = "true",
                    aliases = {"mime", "mime_type", "mime-type"})
            boolean getMime,

            @Arg(
                    value = "accepted for Ansible's sake; file system attributes are not told",
                    fallback = "true",
                    aliases = {"attr", "attributes"})
            boolean getAttributes) {}

    @Override
    public String name() {
        return "stat";
    }

    @Override
    public String summary() {
        return "Tells what is at a path.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new HashSet<Question<?>>();
        questions.add(question(args));
        if (args.getChecksum()) {
            questions.add(checksum(args));
        }
        return questions;
    }

    private static FileQuestion question(Args args) {
        return new FileQuestion(args.path(), args.follow(), FileQuestion.Detail.ATTRIBUTES);
    }

    private static ChecksumQuestion checksum(Args args) {
        return new ChecksumQuestion(args.path(), args.follow(), args.checksumAlgorithm());
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        FileState state = answers.to(question(args));
        if (state.type() == Type.UNREADABLE) {
            return new Decision.Failed("Permission denied: " + args.path(), ModuleResult.EMPTY);
        }
        var keys = new LinkedHashMap<String, Value>();
        keys.put("exists", Value.of(state.exists()));
        if (state.exists()) {
            describe(args, state, keys);
            if (args.getChecksum() && state.isFile()) {
                answers.to(checksum(args)).ifPresent(sum -> keys.put("checksum", Value.of(sum)));
            }
        }
        String reason = args.path() + (state.exists() ? " exists" : " does not exist");
        return new Decision.Unchanged(reason, ModuleResult.EMPTY.with("stat", MapValue.ofStrings(keys)));
    }

    private static void describe(Args args, FileState state, LinkedHashMap<String, Value> keys) {
        boolean home = HostPath.inHome(args.path()) && !state.isLink();
        keys.put("path", Value.of(home ? state.realPath().orElse(args.path()) : args.path()));
        keys.put("mode", Value.of(state.modeText()));
        StatKeys.types(state, keys);
        StatKeys.numbers(state, keys);
        StatKeys.permissions(state, keys);
        if (state.isLink()) {
            state.realPath().ifPresent(path -> keys.put("lnk_source", Value.of(path)));
            state.linkTarget().ifPresent(target -> keys.put("lnk_target", Value.of(target)));
        }
        keys.put("readable", Value.of((state.access() & 4) != 0));
        keys.put("writeable", Value.of((state.access() & 2) != 0));
        keys.put("executable", Value.of((state.access() & 1) != 0));
        keys.put("mimetype", Value.of("unknown"));
        keys.put("charset", Value.of("unknown"));
    }
}
