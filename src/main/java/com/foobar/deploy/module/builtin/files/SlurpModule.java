package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.util.Base64;
import java.util.Set;

/** Reads a file of the host. */
final class SlurpModule implements Module<SlurpModule.Args> {
    record Args(
            @Arg(
                    value = "the file to read, of 1 MiB at most",
                    aliases = {"path"})
            String src) {}

    @Override
    public String name() {
        return "slurp";
    }

    @Override
    public String summary() {
        return "Reads a file of the host, in base64.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    private static FileQuestion question(Args args) {
        return FileQuestion.content(args.src()).following();
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(question(args));
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        FileState state = answers.to(question(args));
        if (!state.exists()) {
            return failed("file not found: " + args.src());
        }
        if (state.isDirectory()) {
            return failed("source is a directory and must be a file: " + args.src());
        }
        if (state.content().isEmpty()) {
            return failed(
                    state.size() > FileState.CONTENT_LIMIT
                            ? args.src() + " is larger than 1 MiB, which is the most that is read"
                            : "file is not readable: " + args.src());
        }
        byte[] bytes = state.content().get().bytes();
        return new Decision.Unchanged(
                args.src() + " was read",
                ModuleResult.EMPTY
                        .with("content", Base64.getEncoder().encodeToString(bytes))
                        .with("encoding", "base64")
                        .with("source", args.src()));
    }

    private static Decision failed(String message) {
        return new Decision.Failed(message, ModuleResult.EMPTY);
    }
}
