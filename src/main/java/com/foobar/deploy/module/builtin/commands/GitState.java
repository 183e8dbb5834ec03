package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A working copy and its remote, as {@link GitCommands#look} prints them.
 *
 * @param kind repository, missing (or an empty directory), or other
 * @param head the commit, or ""
 * @param remoteUrl of the remote, or ""
 * @param modified tracked files differ
 * @param refs commits by the remote's ref names
 * @param defaultBranch that the remote's HEAD stands for, or ""
 */
record GitState(
        String kind, String head, String remoteUrl, boolean modified, Map<String, String> refs, String defaultBranch) {
    static GitState of(StepResult outcome, GitArgs args) {
        if (outcome.rc() == 127) {
            throw Diagnostic.of(ErrorCode.TASK_FAILED, "the host has no git")
                    .advise("install it first: `apt: {name: git}`")
                    .toException();
        }
        var values = new LinkedHashMap<String, String>();
        var refs = new LinkedHashMap<String, String>();
        String branch = "";
        for (String line : outcome.text().lines().toList()) {
            if (line.startsWith("ref: refs/heads/") && line.endsWith("\tHEAD")) {
                branch = line.substring("ref: refs/heads/".length(), line.length() - "\tHEAD".length());
            } else if (line.matches("[0-9a-f]{40,64}\t.*")) {
                refs.put(line.substring(line.indexOf('\t') + 1), line.substring(0, line.indexOf('\t')));
            } else if (line.indexOf('=') > 0) {
                values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        if (!outcome.ok()) {
            throw Diagnostic.of(
                            ErrorCode.TASK_FAILED,
                            "git cannot read `" + args.repo() + "`: "
                                    + outcome.errorText().strip())
                    .toException();
        }
        return new GitState(
                values.getOrDefault("kind", "missing"),
                values.getOrDefault("head", ""),
                values.getOrDefault("url", ""),
                values.getOrDefault("modified", "").equals("yes"),
                refs,
                branch);
    }

    /** The commit that the version stands for at the remote; "" where there is none. */
    String wanted(GitArgs args) {
        if (args.commit()) {
            return args.version();
        }
        if (args.version().equals("HEAD")) {
            return refs.getOrDefault("HEAD", "");
        }
        String tag = refs.getOrDefault(
                "refs/tags/" + args.version() + "^{}", refs.getOrDefault("refs/tags/" + args.version(), ""));
        return refs.getOrDefault("refs/heads/" + args.version(), tag);
    }

    /** The branch to be on, or "" for a tag or commit. */
    String branch(GitArgs args) {
        if (args.version().equals("HEAD")) {
            return defaultBranch;
        }
        return refs.containsKey("refs/heads/" + args.version()) ? args.version() : "";
    }
}
