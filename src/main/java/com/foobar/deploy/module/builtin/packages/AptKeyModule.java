package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.Presence;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.UnsupportedArgumentException;
import com.foobar.deploy.module.builtin.files.DesiredAttributes;
import com.foobar.deploy.module.builtin.files.FilePlacement;
import com.foobar.deploy.module.builtin.files.LocatedFile;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.state.change.Remove;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.state.question.files.FileState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trusts a key for all repositories. The program apt-key is gone from Debian 13, so the key is a file of its own below
 * /etc/apt/trusted.gpg.d, or the one that {@code keyring} names.
 */
final class AptKeyModule implements Module<AptKeyModule.Args> {
    record Args(
            @Arg("the key's id, for the file's name") Optional<String> id,
            @Arg("where to fetch it from") Optional<String> url,
            @Arg("the key itself") Optional<String> data,
            @Arg("the file to keep it in") Optional<String> keyring,

            @Arg(value = "present or absent", fallback = "present")
            Presence state,

            @Arg(value = "check the server's certificate", fallback = "true")
            boolean validateCerts,

            @Arg("not supported") Optional<String> keyserver,
            @Arg("not supported") Optional<String> file) {
        Args {
            if (keyserver.isPresent() || file.isPresent()) {
                throw new UnsupportedArgumentException(
                        "`keyserver` and `file` are not supported: give `url` or `data`");
            }
            if (state == Presence.PRESENT && url.isPresent() == data.isPresent()) {
                throw new IllegalArgumentException("exactly one of `url` and `data` is required");
            }
        }

        String stem() {
            String name = id.orElseGet(() -> url.map(
                            address -> address.replaceFirst("^\\w+://", "").replaceFirst("\\.(asc|gpg|key)$", ""))
                    .orElse("key"));
            return "/etc/apt/trusted.gpg.d/"
                    + name.toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9]+", "-")
                            .replaceAll("^-|-$", "");
        }
    }

    @Override
    public String name() {
        return "apt_key";
    }

    @Override
    public String summary() {
        return "Trusts a key for all repositories.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return args.state() == Presence.ABSENT ? absent(args, answers) : present(args, answers, context);
    }

    private static Decision absent(Args args, Answers answers) {
        List<String> paths =
                args.keyring().map(List::of).orElseGet(() -> List.of(args.stem() + ".asc", args.stem() + ".gpg"));
        List<Remove> there = paths.stream()
                .filter(path -> answers.to(FileQuestion.attributes(path)).exists())
                .map(path -> new Remove(path, false))
                .toList();
        return there.isEmpty()
                ? new Decision.Unchanged("the key is absent", ModuleResult.EMPTY)
                : Decision.Change.of(there, ModuleResult.EMPTY);
    }

    /** A key that is there is not fetched again: a run with nothing to do sends no request. */
    private static Decision present(Args args, Answers answers, TaskContext context) {
        for (String path :
                args.keyring().map(List::of).orElseGet(() -> List.of(args.stem() + ".asc", args.stem() + ".gpg"))) {
            FileState there = answers.to(FileQuestion.attributes(path).following());
            if (args.url().isPresent() && there.isFile() && there.size() > 0) {
                return new Decision.Unchanged(
                        "the key is in " + path,
                        ModuleResult.EMPTY.with("key_id", args.id().orElse("")));
            }
        }
        byte[] key = args.url().isPresent()
                ? RepositoryKey.fetch(args.url().get(), args.validateCerts(), answers)
                : args.data().orElse("").getBytes(StandardCharsets.UTF_8);
        String path = args.keyring().orElseGet(() -> args.stem() + (RepositoryKey.armored(key) ? ".asc" : ".gpg"));
        return new FilePlacement(
                        FileContent.of(key, false),
                        new DesiredAttributes(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(com.foobar.deploy.module.FileMode.ofNumber(0644))),
                        Optional.empty(),
                        false,
                        false,
                        false,
                        LocatedFile.user(context))
                .decide(LocatedFile.find(path, true, Detail.HASH, answers), answers, ModuleResult.EMPTY);
    }
}
