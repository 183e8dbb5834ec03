package com.foobar.deploy.module.builtin.accounts;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.HomeFunctions;
import com.foobar.deploy.state.change.MakeDirectory;
import com.foobar.deploy.state.change.ScriptChange;
import com.foobar.deploy.state.question.accounts.GroupQuestion;
import com.foobar.deploy.state.question.accounts.GroupState;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Changes what differs of a user that exists. */
final class UserUpdate {
    private final UserArgs args;
    private final Answers answers;
    private final UserState now;
    private final List<String> what = new ArrayList<>();
    private ShellText options = ShellText.EMPTY;
    private UserState after;

    UserUpdate(UserArgs args, Answers answers, UserState now) {
        this.args = args;
        this.answers = answers;
        this.now = now;
        this.after = now;
    }

    List<ScriptChange> changes() {
        uid();
        group();
        groups();
        fields();
        expiry();
        lock();
        var changes = new ArrayList<ScriptChange>();
        if (!what.isEmpty()) {
            ShellText script =
                    ShellText.lit("usermod").and(options).arg(args.name()).and(UserChanges.report(args));
            ScriptChange change = ScriptChange.of(
                            "change " + String.join(", ", what) + " of user " + args.name(), script, touched())
                    .expecting(new UserQuestion(args.name()), after);
            change = AccountGroups.user(change, args.name(), after.group());
            changes.add(renumbered() ? AccountNumbers.user(change, args) : change);
        }
        password().ifPresent(changes::add);
        ageing().ifPresent(changes::add);
        home().ifPresent(changes::add);
        if (args.generateSshKey()
                && !answers.to(FileQuestion.attributes(UserKey.file(args, now.home())))
                        .exists()) {
            changes.add(UserKey.generate(args, now.home()));
        }
        return changes;
    }

    /** usermod changes files only where it moves them or changes whose they are. */
    private Touched touched() {
        boolean files = args.moveHome() || after.uid() != now.uid() || after.gid() != now.gid();
        return files ? UserChanges.touched(args, List.of(now.home())) : AccountNames.TOUCHED;
    }

    private void uid() {
        if (renumbered()) {
            options = options.and(" -u").arg(args.uid().get());
            options = args.nonUnique() ? options.and(" -o") : options;
            what.add("the number");
            after = after.withUid(args.uid().get());
        }
    }

    private boolean renumbered() {
        return args.uid().filter(uid -> uid != now.uid()).isPresent();
    }

    private void group() {
        if (args.group().isEmpty()) {
            return;
        }
        String wanted = UserChanges.known(args.group().get(), answers);
        GroupState group = answers.to(new GroupQuestion(wanted));
        boolean same = wanted.equals(now.group()) || group.gid() == now.gid();
        if (!same) {
            options = options.and(" -g").arg(wanted);
            what.add("the group");
            after = after.withGroup(group.gid(), wanted);
        }
    }

    private void groups() {
        if (args.groups().isEmpty()) {
            return;
        }
        var wanted = new TreeSet<String>();
        args.groups().get().forEach(group -> wanted.add(UserChanges.known(group, answers)));
        wanted.remove(args.group().orElse(now.group()));
        var current = new TreeSet<>(now.groups());
        if (args.append() ? current.containsAll(wanted) : current.equals(wanted)) {
            return;
        }
        if (args.append()) {
            wanted.removeAll(current);
            options = options.and(" -a");
            current.addAll(wanted);
        } else {
            current.clear();
            current.addAll(wanted);
        }
        options = options.and(" -G").arg(String.join(",", wanted));
        what.add("the groups");
        after = after.withGroups(List.copyOf(current));
    }

    private void fields() {
        if (args.comment().filter(text -> !text.equals(now.comment())).isPresent()) {
            options = options.and(" -c").arg(args.comment().get());
            what.add("the comment");
            after = after.withComment(args.comment().get());
        }
        if (args.home().filter(path -> !path.equals(now.home())).isPresent()) {
            options = options.and(" -d").arg(args.home().get());
            options = args.moveHome() ? options.and(" -m") : options;
            what.add("the home directory");
            after = after.withHome(args.home().get());
        }
        if (args.shell().filter(path -> !path.equals(now.shell())).isPresent()) {
            options = options.and(" -s").arg(args.shell().get());
            what.add("the shell");
            after = after.withShell(args.shell().get());
        }
    }

    private void expiry() {
        if (args.expiryDay().filter(day -> day != now.expires()).isPresent()) {
            options = options.and(" -e").arg(UserChanges.day(args.expiryDay().get()));
            what.add("the expiry");
            after = after.withExpires(args.expiryDay().get());
        }
    }

    private void lock() {
        if (args.passwordLock().isEmpty() || now.password().isEmpty()) {
            return;
        }
        boolean lock = args.passwordLock().get();
        String hash = now.password().get().reveal();
        if (lock && !now.locked()) {
            options = options.and(" -L");
            what.add("the lock");
            after = after.withPassword(new Secret("!" + hash));
        } else if (!lock && now.locked()) {
            options = options.and(" -U");
            what.add("the lock");
            after = after.withPassword(new Secret(hash.substring(1)));
        }
    }

    private Optional<ScriptChange> password() {
        if (args.password().isEmpty() || args.updatePassword() == UserArgs.UpdatePassword.ON_CREATE) {
            return Optional.empty();
        }
        String wanted = args.password().get().reveal();
        String is = now.password().map(Secret::reveal).orElse("");
        boolean same = wanted.equals(is) || args.passwordLock().orElse(false) && ("!" + wanted).equals(is);
        boolean unlocked = args.passwordLock().filter(lock -> !lock).isPresent() && ("!" + wanted).equals(is);
        if (same || unlocked) {
            return Optional.empty();
        }
        boolean lock = args.passwordLock().orElse(false) && !wanted.startsWith("!");
        var hash = new Secret(lock ? "!" + wanted : wanted);
        after = after.withPassword(hash);
        return Optional.of(UserChanges.setPassword(args, hash).expecting(new UserQuestion(args.name()), after));
    }

    private Optional<ScriptChange> ageing() {
        after = after.withAgeing(UserChanges.aged(args, now.ageing()));
        return UserChanges.ageing(args, now.ageing())
                .map(change -> change.expecting(new UserQuestion(args.name()), after));
    }

    /** A missing home directory is made for a user that exists, too. */
    private Optional<ScriptChange> home() {
        String home = args.home().orElse(now.home()).replaceFirst("(?<=.)/+$", "");
        boolean moves = args.moveHome() && !home.equals(now.home());
        if (!args.createHome()
                || moves
                || home.isEmpty()
                || answers.to(FileQuestion.attributes(home)).exists()) {
            return Optional.empty();
        }
        ShellText script =
                HomeFunctions.HOME.and("umask").arg(args.umask().orElse("022")).and("\nowner= bits=\n");
        for (String above : MakeDirectory.downTo(home)) {
            script = above.equals(home) ? script : script.and("make").arg(above).and(" 0 || exit\n");
        }
        script = script.and("home")
                .arg(args.name() + ":")
                .arg(args.skeleton().orElse("/etc/skel"))
                .arg(args.umask().orElse("022"))
                .arg(home)
                .and(UserChanges.report(args));
        return Optional.of(ScriptChange.of(
                "make the home directory of " + args.name(), script, UserChanges.touched(args, List.of(home))));
    }
}
