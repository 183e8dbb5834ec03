package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.change.DirectoryFunctions;
import com.foobar.deploy.state.change.TreeFunctions;
import java.util.ArrayList;
import java.util.List;

/** Builds the scripts of git. Nothing in them can wait for a password. */
record GitCommands(GitArgs args, TaskContext context) {
    /** Looks at the working copy and the remote; changes nothing, not even git's index. */
    ShellText look() {
        ShellText script = environment()
                .and("command -v git >/dev/null 2>&1 || exit 127\nd=")
                .and(ExpandedWord.of(args.dest()))
                .and("\ng() { git --no-optional-locks -C \"$d\" \"$@\" 2>/dev/null; }\n"
                        + "if [ -e \"$d/.git\" ] || { [ -f \"$d/HEAD\" ] && [ -d \"$d/objects\" ]; }; then\n"
                        + "echo kind=repository\necho \"head=$(g rev-parse -q --verify HEAD)\"\n"
                        + "echo \"url=$(g config --get")
                .arg("remote." + args.remote() + ".url")
                .and(")\"\n[ -n \"$(g status --porcelain --untracked-files=no | head -n 1)\" ] && echo modified=yes\n"
                        + "elif [ -d \"$d\" ] && [ -n \"$(ls -A \"$d\")\" ]; then echo kind=other\n"
                        + "else echo kind=missing\nfi\n");
        if (args.commit()) {
            return script.and(":");
        }
        script = script.and("git ls-remote --symref --").arg(args.repo()).and(" HEAD");
        return args.version().equals("HEAD")
                ? script
                : script.args(List.of(
                        "refs/heads/" + args.version(),
                        "refs/tags/" + args.version(),
                        "refs/tags/" + args.version() + "^{}"));
    }

    private ShellText environment() {
        ShellText script = CommandTask.environment(context).and("export GIT_TERMINAL_PROMPT=0\n");
        if (args.umask().isPresent()) {
            script = script.and("umask").arg(args.umask().get()).and("\n");
        }
        var ssh = new ArrayList<String>(List.of("ssh", "-o", "BatchMode=yes"));
        if (args.acceptHostkey()) {
            ssh.addAll(List.of("-o", "StrictHostKeyChecking=no"));
        } else if (args.acceptNewhostkey()) {
            ssh.addAll(List.of("-o", "StrictHostKeyChecking=accept-new"));
        }
        args.keyFile()
                .ifPresent(
                        file -> ssh.addAll(List.of("-i", ShellText.word(file).reveal(), "-o", "IdentitiesOnly=yes")));
        args.sshOpts().ifPresent(ssh::add);
        if (ssh.size() > 3) {
            return script.and("export GIT_SSH_COMMAND=")
                    .glue(String.join(" ", ssh))
                    .and("\n");
        }
        return script.and("export GIT_SSH_COMMAND=\"${GIT_SSH_COMMAND:-ssh -o BatchMode=yes}\"\n");
    }

    /** In a directory that others may change, git works aside of it, and its work is moved. */
    ShellText cloned(GitState state) {
        ShellText clone = ShellText.lit("git clone --origin").arg(args.remote());
        if (!state.branch(args).isEmpty() && !args.version().equals("HEAD") || tag(state)) {
            clone = clone.and(" --branch").arg(args.version());
        }
        clone = depth(clone);
        clone = args.singleBranch() ? clone.and(" --single-branch") : clone;
        clone = args.bare() ? clone.and(" --bare") : clone;
        clone = clone.and(" -- \"$repo\" \"$1\" || exit 1\ncd -- \"$1\" || exit 1\n");
        clone = args.commit() && !args.bare() ? clone.and(commit()) : clone;
        clone = clone.and(refspec());
        clone = args.bare() ? clone : clone.and(submodules());
        return TreeFunctions.CLONE
                .and(environment())
                .and("repo=")
                .glue(args.repo())
                .and(local() ? ShellText.lit("\nrepo=$PWD/$repo\n") : ShellText.lit("\n"))
                .and("clone() {\n")
                .and(clone)
                .and(end())
                .and("\n}\ncloned ")
                .and(ExpandedWord.of(args.dest()));
    }

    /** A directory of the host, from where the tasks begin. */
    private boolean local() {
        return !args.repo().contains(":")
                && !args.repo().startsWith("/")
                && !args.repo().startsWith("~");
    }

    private boolean tag(GitState state) {
        return state.branch(args).isEmpty() && !args.commit() && !args.version().equals("HEAD");
    }

    ShellText updated(GitState state) {
        ShellText script = start();
        if (!state.remoteUrl().equals(args.repo())) {
            ShellText verb =
                    state.remoteUrl().isEmpty() ? ShellText.lit("git remote add") : ShellText.lit("git remote set-url");
            script = script.and(verb).arg(args.remote()).arg(args.repo()).and(" || exit 1\n");
        }
        if (args.bare()) {
            return script.and("git fetch --force --tags")
                    .arg(args.remote())
                    .arg("+refs/heads/*:refs/heads/*")
                    .and(" || exit 1\n")
                    .and(refspec())
                    .and(end());
        }
        script = state.modified() ? script.and("git reset --hard HEAD || exit 1\n") : script;
        String branch = state.branch(args);
        if (!branch.isEmpty()) {
            String tracking = "refs/remotes/" + args.remote() + "/" + branch;
            script = depth(script.and("git fetch --force --tags"))
                    .arg(args.remote())
                    .arg("+refs/heads/" + branch + ":" + tracking)
                    .and(" || exit 1\ngit checkout --force -B")
                    .arg(branch)
                    .arg(tracking)
                    .and(" -- || exit 1\n");
        } else if (args.commit()) {
            script = script.and(commit());
        } else if (args.version().equals("HEAD")) {
            script = depth(script.and("git fetch --force --tags"))
                    .arg(args.remote())
                    .and(" HEAD || exit 1\ngit checkout --force FETCH_HEAD -- || exit 1\n");
        } else {
            script = depth(script.and("git fetch --force --tags"))
                    .arg(args.remote())
                    .and(" || exit 1\ngit checkout --force")
                    .arg("refs/tags/" + args.version())
                    .and(" -- || exit 1\n");
        }
        return script.and(refspec()).and(submodules()).and(end());
    }

    private ShellText start() {
        return DirectoryFunctions.TEXT
                .and(environment())
                .and("enter ")
                .and(ExpandedWord.of(args.dest()))
                .and("\n");
    }

    private ShellText depth(ShellText command) {
        return args.depth() > 0 ? command.and(" --depth").arg(args.depth()) : command;
    }

    /** Servers may refuse to send a commit by its name: then everything is fetched. */
    private ShellText commit() {
        return depth(ShellText.lit("git cat-file -e").arg(args.version()).and(" 2>/dev/null || git fetch"))
                .arg(args.remote())
                .arg(args.version())
                .and(" 2>/dev/null || git fetch --force --tags")
                .arg(args.remote())
                .arg("+refs/heads/*:refs/remotes/" + args.remote() + "/*")
                .and(" || exit 1\ngit checkout --force")
                .arg(args.version())
                .and(" -- || exit 1\n");
    }

    private ShellText refspec() {
        return args.refspec().isEmpty()
                ? ShellText.EMPTY
                : ShellText.lit("git fetch")
                        .arg(args.remote())
                        .arg(args.refspec().get())
                        .and(" || exit 1\n");
    }

    private ShellText submodules() {
        return args.recursive()
                ? ShellText.lit("if [ -f .gitmodules ]; then\n"
                        + "git submodule sync && git submodule update --init --recursive"
                        + " --force || exit 1\n"
                        + "fi\n")
                : ShellText.EMPTY;
    }

    private static ShellText end() {
        return ShellText.lit("git rev-parse HEAD");
    }
}
