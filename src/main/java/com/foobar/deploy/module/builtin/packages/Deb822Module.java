package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.MoreChanges;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.EditedFile;
import com.foobar.deploy.module.builtin.files.FilePlacement;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.value.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds and removes repositories of apt in deb822 format, with their keys. */
final class Deb822Module implements Module<Deb822Args> {
    private static final String KEYRINGS = "/etc/apt/keyrings";

    @Override
    public String name() {
        return "deb822_repository";
    }

    @Override
    public String summary() {
        return "Adds and removes repositories of apt in deb822 format, with their keys.";
    }

    @Override
    public Class<Deb822Args> arguments() {
        return Deb822Args.class;
    }

    @Override
    public Set<Question<?>> reads(Deb822Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>(LocatedFile.reads(args.file(), Detail.CONTENT));
        if (args.keyIsAddress()) {
            questions.add(FileQuestion.attributes(args.keyFile(true)));
            questions.add(FileQuestion.attributes(args.keyFile(false)));
        }
        return questions;
    }

    @Override
    public Decision decide(Deb822Args args, Answers answers, TaskContext context) {
        return args.state() == Presence.ABSENT ? absent(args, answers) : present(args, answers, context);
    }

    private static Decision absent(Deb822Args args, Answers answers) {
        var changes = new ArrayList<HostChange>();
        for (String path : List.of(args.file(), args.keyFile(true), args.keyFile(false))) {
            if (answers.to(FileQuestion.attributes(path)).exists()) {
                changes.add(new Remove(path, false));
            }
        }
        ModuleResult result = ModuleResult.EMPTY.with("dest", args.file()).with("repo", NullValue.NULL);
        return changes.isEmpty()
                ? new Decision.Unchanged("the repository is absent", result)
                : Decision.Change.of(changes, result);
    }

    private static Decision present(Deb822Args args, Answers answers, TaskContext context) {
        var before = new ArrayList<HostChange>();
        Optional<String> key = args.keyIsAddress() ? Optional.of(key(args, before, answers, context)) : args.signedBy();
        String text = Deb822Text.of(args, key);
        ModuleResult result = ModuleResult.EMPTY.with("dest", args.file()).with("repo", text);
        if (key.isPresent()) {
            result = result.with("key_filename", args.keyIsAddress() ? key.get() : "");
        }
        var options = new EditedFile.Options(DesiredAttributes.ofMode(Optional.of(args.mode())));
        EditedFile file = EditedFile.read(args.file(), answers);
        return MoreChanges.around(before, file.become(text, options, result, answers, context), List.of(), result);
    }

    /** A key that is there is not fetched again: a run with nothing to do sends no request. */
    private static String key(Deb822Args args, List<HostChange> changes, Answers answers, TaskContext context) {
        for (boolean armored : List.of(true, false)) {
            if (answers.to(FileQuestion.attributes(args.keyFile(armored))).size() > 0) {
                return args.keyFile(armored);
            }
        }
        byte[] key = RepositoryKey.fetch(args.signedBy().orElseThrow(), true, answers);
        String path = args.keyFile(RepositoryKey.armored(key));
        if (!answers.to(FileQuestion.attributes(KEYRINGS).following()).exists()) {
            changes.add(new MakeDirectory(
                    KEYRINGS, Optional.empty(), Optional.empty(), Optional.of(0755), LocatedFile.user(context)));
        }
        var placement = new FilePlacement(
                FileContent.of(key, false),
                new DesiredAttributes(Optional.empty(), Optional.empty(), Optional.of(FileMode.ofNumber(0644))),
                Optional.empty(),
                false,
                false,
                false,
                LocatedFile.user(context));
        changes.add(placement.change(LocatedFile.find(path, true, Detail.HASH, answers)));
        return path;
    }
}
