package com.foobar.deploy.engine.run;

import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says about a run.
 *
 * @param inventorySources as given with -i
 * @param limit the pattern of --limit
 * @param extraVars level 22
 * @param check nothing is changed
 * @param keepGoing a failed task is recorded and the host goes on (verify)
 * @param user the weakest level: connection variables and keywords win
 * @param becomeMethod "sudo" or "su"
 * @param lockOwner told to another controller that finds the lock taken
 * @param home where records are kept: the project's {@code .foobar}
 */
public record RunOptions(
        Path playbook,
        List<String> inventorySources,
        Optional<String> limit,
        Set<String> tags,
        Set<String> skipTags,
        Map<String, Value> extraVars,
        boolean check,
        boolean diff,
        int forks,
        boolean keepGoing,
        Optional<String> startAtTask,
        Optional<String> user,
        Optional<Secret> password,
        Optional<Path> privateKey,
        boolean become,
        Optional<String> becomeUser,
        String becomeMethod,
        Optional<Secret> becomePassword,
        Optional<String> connection,
        boolean acceptNewHostKeys,
        int timeoutSeconds,
        String lockOwner,
        Path home) {
    public RunOptions {
        inventorySources = List.copyOf(inventorySources);
        tags = Set.copyOf(tags);
        skipTags = Set.copyOf(skipTags);
        if (forks < 1) {
            throw new IllegalArgumentException("forks are at least 1");
        }
    }

    /** The same run, with nothing changed. */
    public RunOptions checking() {
        return new RunOptions(
                playbook,
                inventorySources,
                limit,
                tags,
                skipTags,
                extraVars,
                true,
                diff,
                forks,
                keepGoing,
                startAtTask,
                user,
                password,
                privateKey,
                become,
                becomeUser,
                becomeMethod,
                becomePassword,
                connection,
                acceptNewHostKeys,
                timeoutSeconds,
                lockOwner,
                home);
    }

    /** Everything at its default: an apply of the playbook. */
    public static RunOptions of(Path playbook, List<String> inventorySources) {
        return new RunOptions(
                playbook,
                inventorySources,
                Optional.empty(),
                Set.of(),
                Set.of(),
                Map.of(),
                false,
                false,
                50,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                "sudo",
                Optional.empty(),
                Optional.empty(),
                false,
                10,
                "foobar-deploy",
                Path.of(".foobar"));
    }
}
