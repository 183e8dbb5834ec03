package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.TaskContext;
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

    ShellText cloned(GitState state) {
        ShellText script = start().and("mkdir -p -- \"$(dirname -- \"$d\")\" || exit 1\ngit clone --origin")
                .arg(args.remote());
        if (!state.branch(args).isEmpty() && !args.version().equals("HEAD") || tag(state)) {
            script = script.and(" --branch").arg(args.version());
        }
        script = depth(script);
        script = args.singleBranch() ? script.and(" --single-branch") : script;
        script = args.bare() ? script.and(" --bare") : script;
        script = script.and(" --").arg(args.repo()).and(" \"$d\" || exit 1\n");
        if (args.bare()) {
            return script.and(refspec()).and(end());
        }
        if (args.commit()) {
            script = script.and(commit());
        }
        return script.and(refspec()).and(submodules()).and(end());
    }

    private boolean tag(GitState state) {
        return state.branch(args).isEmpty() && !args.commit() && !args.version().equals("HEAD");
    }

    ShellText updated(GitState state) {
        ShellText script = start();
        if (!state.remoteUrl().equals(args.repo())) {
            ShellText verb = state.remoteUrl().isEmpty()
                    ? ShellText.lit("git -C \"$d\" remote add")
                    : ShellText.lit("git -C \"$d\" remote set-url");
            script = script.and(verb).arg(args.remote()).arg(args.repo()).and(" || exit 1\n");
        }
        if (args.bare()) {
            return script.and("git -C \"$d\" fetch --force --tags")
                    .arg(args.remote())
                    .arg("+refs/heads/*:refs/heads/*")
                    .and(" || exit 1\n")
                    .and(refspec())
                    .and(end());
        }
        script = state.modified() ? script.and("git -C \"$d\" reset --hard HEAD || exit 1\n") : script;
        String branch = state.branch(args);
        if (!branch.isEmpty()) {
            String tracking = "refs/remotes/" + args.remote() + "/" + branch;
            script = depth(script.and("git -C \"$d\" fetch --force --tags"))
                    .arg(args.remote())
                    .arg("+refs/heads/" + branch + ":" + tracking)
                    .and(" || exit 1\ngit -C \"$d\" checkout --force -B")
                    .arg(branch)
                    .arg(tracking)
                    .and(" -- || exit 1\n");
        } else if (args.commit()) {
            script = script.and(commit());
        } else if (args.version().equals("HEAD")) {
            script = depth(script.and("git -C \"$d\" fetch --force --tags"))
                    .arg(args.remote())
                    .and(" HEAD || exit 1\ngit -C \"$d\" checkout --force FETCH_HEAD -- || exit 1\n");
        } else {
            script = depth(script.and("git -C \"$d\" fetch --force --tags"))
                    .arg(args.remote())
                    .and(" || exit 1\ngit -C \"$d\" checkout --force")
                    .arg("refs/tags/" + args.version())
                    .and(" -- || exit 1\n");
        }
        return script.and(refspec()).and(submodules()).and(end());
    }

    private ShellText start() {
        return environment().and("d=").and(ExpandedWord.of(args.dest())).and("\n");
    }

    private ShellText depth(ShellText command) {
        return args.depth() > 0 ? command.and(" --depth").arg(args.depth()) : command;
    }

    /** Servers may refuse to send a commit by its name: then everything is fetched. */
    private ShellText commit() {
        return depth(ShellText.lit("git -C \"$d\" cat-file -e")
                        .arg(args.version())
                        .and(" 2>/dev/null || git -C \"$d\" fetch"))
                .arg(args.remote())
                .arg(args.version())
                .and(" 2>/dev/null || git -C \"$d\" fetch --force --tags")
                .arg(args.remote())
                .arg("+refs/heads/*:refs/remotes/" + args.remote() + "/*")
                .and(" || exit 1\ngit -C \"$d\" checkout --force")
                .arg(args.version())
                .and(" -- || exit 1\n");
    }

    private ShellText refspec() {
        return args.refspec().isEmpty()
                ? ShellText.EMPTY
                : ShellText.lit("git -C \"$d\" fetch")
                        .arg(args.remote())
                        .arg(args.refspec().get())
                        .and(" || exit 1\n");
    }

    private ShellText submodules() {
        return args.recursive()
                ? ShellText.lit("if [ -f \"$d/.gitmodules\" ]; then\n"
                        + "git -C \"$d\" submodule sync && git -C \"$d\" submodule update --init --recursive"
                        + " --force || exit 1\n"
                        + "fi\n")
                : ShellText.EMPTY;
    }

    private static ShellText end() {
        return ShellText.lit("git -C \"$d\" rev-parse HEAD");
    }
}
