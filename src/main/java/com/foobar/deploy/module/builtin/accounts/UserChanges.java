package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.value.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Adds and removes users with useradd and userdel, as Ansible does. */
record UserChanges(UserArgs args, Answers answers) {
    static ScriptChange remove(UserArgs args, Answers answers) {
        ShellText script = ShellText.lit("userdel")
                .and(args.force() ? ShellText.lit(" -f") : ShellText.EMPTY)
                .and(args.remove() ? ShellText.lit(" -r") : ShellText.EMPTY)
                .arg(args.name());
        ScriptChange change = ScriptChange.of(
                        "delete user " + args.name(), script, touched(args, List.of("/home", "/var/mail")))
                .expecting(new UserQuestion(args.name()), UserState.MISSING);
        return AccountGroups.withoutUser(AccountNumbers.withoutUser(change, args.name()), args.name(), answers);
    }

    List<ScriptChange> create() {
        var changes = new ArrayList<ScriptChange>();
        ShellText script = command().arg(args.name());
        String home = args.home().orElse("/home/" + args.name());
        Touched touched = touched(args, args.createHome() ? List.of(home) : List.of());
        ScriptChange change = ScriptChange.of("add user " + args.name(), script.and(report(args)), touched)
                .expecting(new UserQuestion(args.name()), expected(home));
        if (args.group().isEmpty()) {
            // useradd makes a group of the user's name.
            change = change.deriving(Derivation.of(
                    GroupQuestion.class,
                    (question, now) -> !now.exists() && question.name().equals(args.name())
                            ? new GroupState(true, args.uid().orElse(-1L), List.of())
                            : now));
        }
        change = AccountGroups.user(change, args.name(), args.group().orElse(args.name()));
        change = AccountNumbers.user(change, args);
        changes.add(args.createHome() ? change.deriving(homeFolder(home)) : change);
        password().ifPresent(changes::add);
        ageing(args, UserState.Ageing.NONE).ifPresent(changes::add);
        if (args.generateSshKey()) {
            changes.add(UserKey.generate(args, home));
        }
        return changes;
    }

    private Derivation homeFolder(String home) {
        return Derivation.of(
                FileQuestion.class,
                (question, now) -> question.path().equals(home) && !now.exists()
                        ? now.withType(FileState.Type.DIRECTORY)
                                .withMode(0700)
                                .withOwner(args.name())
                                .withGroup(args.group().orElse(args.name()))
                        : now);
    }

    private ShellText command() {
        ShellText made = ShellText.lit("useradd");
        if (args.uid().isPresent()) {
            made = made.and(" -u").arg(args.uid().get());
            made = args.nonUnique() ? made.and(" -o") : made;
        }
        if (args.group().isPresent()) {
            made = made.and(" -g").arg(known(args.group().get()));
        } else if (answers.to(new GroupQuestion(args.name())).exists()) {
            // Otherwise useradd would try to add a group of the user's name.
            made = made.and(" -N");
        }
        List<String> groups = args.groups().orElse(List.of());
        if (!groups.isEmpty()) {
            groups.forEach(this::known);
            made = made.and(" -G").arg(String.join(",", groups));
        }
        made = option(made, " -c", args.comment());
        made = option(made, " -d", args.home());
        made = option(made, " -s", args.shell());
        if (args.expiryDay().isPresent()) {
            made = made.and(" -e").arg(day(args.expiryDay().get()));
        }
        if (args.createHome()) {
            made = option(made.and(" -m"), " -k", args.skeleton());
            made = args.umask().isPresent()
                    ? made.and(" -K").arg("UMASK=" + args.umask().get())
                    : made;
        } else {
            made = made.and(" -M");
        }
        return args.system() ? made.and(" -r") : made;
    }

    private static ShellText option(ShellText command, ShellText flag, Optional<String> value) {
        return value.isPresent() ? command.and(flag).arg(value.get()) : command;
    }

    private static ShellText option(
            ShellText command,
            @com.google.errorprone.annotations.CompileTimeConstant final String flag,
            Optional<String> value) {
        return option(command, ShellText.lit(flag), value);
    }

    private String known(String group) {
        return known(group, answers);
    }

    static String known(String group, Answers answers) {
        if (!answers.to(new GroupQuestion(group)).exists()) {
            throw Diagnostic.of(ErrorCode.TASK_FAILED, "Group " + group + " does not exist")
                    .advise("add it with `group` before the user")
                    .toException();
        }
        return group;
    }

    private UserState expected(String home) {
        var groups = new TreeSet<>(args.groups().orElse(List.of()));
        return new UserState(
                true,
                args.uid().orElse(-1L),
                -1,
                new UserState.Profile(
                        args.comment().orElse(""), home, args.shell().orElse("")),
                args.group().orElse(args.name()),
                List.copyOf(groups),
                new UserState.Shadow(args.password(), args.expiryDay().orElse(-1L), UserState.Ageing.NONE));
    }

    /** Through standard input: other users see a program's arguments. */
    static ScriptChange setPassword(UserArgs args, Secret hash) {
        ShellText script = ShellText.lit("printf '%s:%s\\n'")
                .arg(args.name())
                .secretArg(hash)
                .and(" | chpasswd -e || exit\n")
                .and(passwd(args));
        return ScriptChange.of("set the password of " + args.name(), script, AccountNames.TOUCHED);
    }

    private Optional<ScriptChange> password() {
        boolean lock = args.passwordLock().orElse(false);
        if (args.password().isPresent()) {
            String hash = args.password().get().reveal();
            return Optional.of(setPassword(args, new Secret(lock && !hash.startsWith("!") ? "!" + hash : hash)));
        }
        return Optional.empty();
    }

    /** Sets what differs of the days of the shadow file. */
    static Optional<ScriptChange> ageing(UserArgs args, UserState.Ageing now) {
        ShellText made = ShellText.lit("chage");
        int options = 0;
        if (args.passwordExpireMax().filter(days -> days != now.max()).isPresent()) {
            made = made.and(" -M").arg(args.passwordExpireMax().get());
            options++;
        }
        if (args.passwordExpireMin().filter(days -> days != now.min()).isPresent()) {
            made = made.and(" -m").arg(args.passwordExpireMin().get());
            options++;
        }
        if (args.passwordExpireWarn().filter(days -> days != now.warn()).isPresent()) {
            made = made.and(" -W").arg(args.passwordExpireWarn().get());
            options++;
        }
        if (options == 0) {
            return Optional.empty();
        }
        ShellText script = made.arg(args.name()).and(report(args));
        return Optional.of(ScriptChange.of("set the password's age of " + args.name(), script, AccountNames.TOUCHED));
    }

    static UserState.Ageing aged(UserArgs args, UserState.Ageing now) {
        return new UserState.Ageing(
                args.passwordExpireMin().orElse(now.min()),
                args.passwordExpireMax().orElse(now.max()),
                args.passwordExpireWarn().orElse(now.warn()));
    }

    /** A day as useradd and usermod take it; nothing for never. */
    static String day(long day) {
        return day < 0 ? "" : java.time.LocalDate.ofEpochDay(day).toString();
    }

    /** Prints the user's line of passwd, from which the result is made. */
    static ShellText report(UserArgs args) {
        return ShellText.lit(" || exit\n").and(passwd(args));
    }

    private static ShellText passwd(UserArgs args) {
        return ShellText.lit("getent passwd").arg(args.name());
    }

    static Touched touched(UserArgs args, List<String> more) {
        var paths = new LinkedHashSet<>(AccountNames.TOUCHED.paths());
        paths.addAll(more);
        args.home().ifPresent(paths::add);
        return new Touched(AccountNames.TOUCHED.topics(), paths);
    }
}
