package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.http.HttpRequest;
import com.foobar.deploy.connection.http.HttpResponse;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.FileMode;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.QuestionsTogether;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.EditedFile;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.network.HttpQuestion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Keeps keys in a user's authorized_keys. */
final class AuthorizedKeyModule implements Module<AuthorizedKeyModule.Args> {
    enum Desired {
        PRESENT,
        ABSENT
    }

    record Args(
            @Arg("whose keys") String user,

            @Arg("the keys, a line each, or an address to get them from")
            String key,

            @Arg(value = "present or absent", fallback = "present")
            Desired state,

            @Arg("the file; without one .ssh/authorized_keys in the user's home directory")
            Optional<String> path,

            @Arg(value = "make the directory and give it to the user alone", fallback = "true")
            boolean manageDir,

            @Arg("options for the keys, in the place of those that the key lines have")
            Optional<String> keyOptions,

            @Arg("comment for the keys, in the place of those that the key lines have")
            Optional<String> comment,

            @Arg(value = "remove all other keys", fallback = "false")
            boolean exclusive,

            @Arg(value = "where the file is a link, write what it leads to", fallback = "false")
            boolean follow,

            @Arg(value = "check the certificate of the server with the keys", fallback = "true")
            boolean validateCerts) {
        boolean remote() {
            return key.strip().matches("(?i)https?://\\S+");
        }
    }

    @Override
    public String name() {
        return "authorized_key";
    }

    @Override
    public String summary() {
        return "Keeps keys in a user's authorized_keys.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new UserQuestion(args.user()));
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        UserState user = answers.to(new UserQuestion(args.user()));
        if (!user.exists()) {
            return context.checkMode()
                    ? new Decision.Unknown(
                            "the user " + args.user() + " exists",
                            ModuleResult.EMPTY,
                            Optional.of("Failed to lookup user " + args.user()))
                    : new Decision.Failed("Failed to lookup user " + args.user(), ModuleResult.EMPTY);
        }
        String path = args.path().orElse(LocatedFile.join(user.home(), ".ssh/authorized_keys"));
        String folder = LocatedFile.folder(path);
        QuestionsTogether.ask(List.of(FileQuestion.attributes(folder), FileQuestion.content(path)), answers);
        refuseForeignFolder(folder, answers);
        EditedFile file = EditedFile.of(LocatedFile.toChange(path, args.follow(), Detail.CONTENT, answers));
        List<AuthorizedKey> keys = keys(args, answers);
        String text = edited(args, file, keys);
        ModuleResult result = ModuleResult.EMPTY
                .with("user", args.user())
                .with("key", args.key())
                .with("keyfile", file.file().path())
                .with("exclusive", args.exclusive())
                .with("state", args.state().name().toLowerCase(Locale.ROOT));
        if (text.equals(file.text())) {
            return new Decision.Unchanged("the keys of " + args.user() + " are unchanged", result);
        }
        return write(args, user, file, text, result, answers, context);
    }

    /** A user's .ssh that leads to another user's would have the keys written there. */
    private static void refuseForeignFolder(String folder, Answers answers) {
        FileState link = answers.to(FileQuestion.attributes(folder));
        if (!link.isLink() || link.uid() <= 0) {
            return;
        }
        FileState leads = answers.to(FileQuestion.attributes(folder).following());
        if (leads.exists() && leads.uid() != link.uid()) {
            throw ArgumentProblem.of(folder + " is a link to a directory of another user: it is not followed");
        }
    }

    private static List<AuthorizedKey> keys(Args args, Answers answers) {
        String text = args.remote() ? download(args, answers) : args.key();
        var keys = new ArrayList<AuthorizedKey>();
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                AuthorizedKey key = AuthorizedKey.parse(line)
                        .orElseThrow(() -> ArgumentProblem.of("invalid key specified: " + line.strip()));
                keys.add(key.with(args.keyOptions(), args.comment()));
            }
        }
        if (keys.isEmpty()) {
            throw ArgumentProblem.of("no key was given");
        }
        return keys;
    }

    private static String download(Args args, Answers answers) {
        HttpRequest plain = HttpRequest.get(URI.create(args.key().strip()));
        HttpResponse response = answers.to(new HttpQuestion(new HttpRequest(
                plain.method(),
                plain.uri(),
                plain.headers(),
                plain.body(),
                plain.timeout(),
                plain.redirects(),
                args.validateCerts())));
        if (response.status() != 200) {
            throw ArgumentProblem.of("Error getting key from: " + args.key().strip() + " " + response.reason());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String edited(Args args, EditedFile file, List<AuthorizedKey> keys) {
        var lines = new ArrayList<String>();
        var missing = new ArrayList<>(keys);
        for (String line : file.text().lines().toList()) {
            Optional<AuthorizedKey> present = AuthorizedKey.parse(line);
            Optional<AuthorizedKey> desired = present.flatMap(found ->
                    keys.stream().filter(key -> key.blob().equals(found.blob())).findFirst());
            if (desired.isPresent() && args.state() == Desired.PRESENT) {
                if (missing.remove(desired.get())) {
                    lines.add(
                            present.get().sameAs(desired.get())
                                    ? line
                                    : desired.get().line());
                }
            } else if (present.isEmpty() || desired.isEmpty() && !args.exclusive()) {
                lines.add(line);
            }
        }
        if (args.state() == Desired.PRESENT) {
            missing.stream().distinct().forEach(key -> lines.add(key.line()));
        }
        boolean same = file.text().lines().toList().equals(lines);
        return same ? file.text() : lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static Decision write(
            Args args,
            UserState user,
            EditedFile file,
            String text,
            ModuleResult result,
            Answers answers,
            TaskContext context) {
        Optional<String> owner = Optional.of(args.user());
        Optional<String> group = Optional.of(user.group());
        var options = new EditedFile.Options(new DesiredAttributes(owner, group, Optional.of(new FileMode("0600"))));
        String folder = LocatedFile.folder(file.file().path());
        var changes = new ArrayList<HostChange>();
        if (args.manageDir()
                && !answers.to(FileQuestion.attributes(folder).following()).exists()) {
            changes.add(new MakeDirectory(folder, owner, group, Optional.of(0700), LocatedFile.user(context)));
        }
        Decision decision = file.place(text, options, result, answers, context);
        if (!(decision instanceof Decision.Change change) || changes.isEmpty()) {
            return decision;
        }
        changes.addAll(change.changes());
        return new Decision.Change(changes, change.predicted(), change.diff(), _ -> result);
    }
}
