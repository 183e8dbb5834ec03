package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.UnsupportedArgumentException;
import java.util.List;
import java.util.Optional;

/** The arguments of git. */
record GitArgs(
        @Arg(value = "where to get it from", aliases = "name")
        String repo,

        @Arg("the directory") String dest,

        @Arg(value = "branch, tag or full commit; HEAD is the remote's default branch", fallback = "HEAD")
        String version,

        @Arg(value = "name of the remote", fallback = "origin")
        String remote,

        @Arg(value = "throw local changes away", fallback = "false")
        boolean force,

        @Arg(value = "get only so many commits; 0 means all", fallback = "0")
        int depth,

        @Arg(value = "clone it where it is missing", name = "clone", fallback = "true")
        boolean cloning,

        @Arg(value = "get what is new", fallback = "true") boolean update,

        @Arg(value = "without a working tree", fallback = "false")
        boolean bare,

        @Arg(value = "get only the branch's own history", fallback = "false")
        boolean singleBranch,

        @Arg(value = "submodules too", fallback = "true") boolean recursive,
        @Arg("another ref to fetch") Optional<String> refspec,

        @Arg(value = "accept any host key of the remote", fallback = "false")
        boolean acceptHostkey,

        @Arg(value = "accept the host key of a remote that is not known yet", fallback = "false")
        boolean acceptNewhostkey,

        @Arg("private key on the host") Optional<String> keyFile,
        @Arg("options for ssh") Optional<String> sshOpts,
        @Arg("umask of what is made") Optional<String> umask,
        @Arg(value = "not used", fallback = "git") String executable,
        @Arg("not supported") Optional<String> reference,
        @Arg("not supported") Optional<String> archive,
        @Arg("not supported") Optional<String> separateGitDir,
        @Arg(value = "not used", fallback = "false") boolean trackSubmodules,
        @Arg(value = "not supported", fallback = "false") boolean verifyCommit,
        @Arg("not used") List<String> gpgAllowlist) {
    GitArgs {
        for (String word : List.of(repo, version, remote, refspec.orElse("x"))) {
            if (word.startsWith("-") || word.isBlank()) {
                throw new IllegalArgumentException("`" + word + "` is not a name that git takes");
            }
        }
        if (reference.isPresent() || archive.isPresent() || separateGitDir.isPresent() || verifyCommit) {
            throw new UnsupportedArgumentException(
                    "`reference`, `archive`, `separate_git_dir` and `verify_commit` are not supported");
        }
        if (umask.filter(mask -> !mask.matches("[0-7]{3,4}")).isPresent()) {
            throw new IllegalArgumentException("`umask` is to be octal digits");
        }
    }

    boolean commit() {
        return version.matches("[0-9a-f]{40}|[0-9a-f]{64}");
    }
}
