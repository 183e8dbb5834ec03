package com.foobar.deploy.module.builtin.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.TestTemplates;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.system.CommandQuestion;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The git module against a real git. */
class GitCommandsTest {
    @TempDir
    private Path folder;

    private Path origin;
    private Path copy;

    @BeforeEach
    void makeOrigin() {
        origin = folder.resolve("the origin");
        copy = folder.resolve("deep/copy");
        sh("git init -q -b main", origin.toString());
        commit("one");
        git("tag v1");
        git("branch side");
        commit("two");
    }

    private static StepResult sh(String script, String... more) {
        return run(ShellText.userCode(script).args(java.util.List.of(more)));
    }

    private static StepResult run(ShellText script) {
        try {
            var builder = new ProcessBuilder("/bin/sh", "-c", script.reveal());
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment().put("HOME", "/nonexistent");
            Path errors = Files.createTempFile("git", "err");
            Process process = builder.redirectError(errors.toFile()).start();
            byte[] out = process.getInputStream().readAllBytes();
            int rc = process.waitFor();
            byte[] err = Files.readAllBytes(errors);
            Files.delete(errors);
            return new StepResult(rc, out, err, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String git(String arguments) {
        StepResult result = run(ShellText.lit("git -C")
                .arg(origin.toString())
                .and(" -c user.name=a -c user.email=a@b ")
                .and(ShellText.userCode(arguments)));
        assertThat(result.rc()).as(result.errorText()).isZero();
        return result.text().strip();
    }

    private void commit(String text) {
        write(origin.resolve("file"), text);
        git("add file");
        git("commit -q -m " + text);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Decision decide(Map<String, Value> more) {
        var values = new HashMap<String, Value>(
                Map.of("repo", Value.of(origin.toString()), "dest", Value.of(copy.toString())));
        values.putAll(more);
        GitArgs args = ArgumentSpec.of(GitArgs.class).read("git", MapValue.ofStrings(values), Place.of("test"));
        var context = new TaskContext(
                "web-01",
                false,
                Optional.empty(),
                Map.of(),
                false,
                true,
                Scope.of(Map.of(), FileSearch.NOWHERE),
                TestTemplates.make(),
                VaultReader.NONE);
        return new GitModule().decide(args, new RealAnswers(), context);
    }

    private static final class RealAnswers implements Answers {
        @Override
        @SuppressWarnings("unchecked") // the answer of a CommandQuestion
        public <A> A to(Question<A> question) {
            return (A) run(((CommandQuestion) question).script());
        }
    }

    private String apply(Map<String, Value> more) {
        assertThat(decide(more)).isInstanceOf(Decision.Change.class);
        var change = (Decision.Change) decide(more);
        StepResult result = run(((HostChange.Scripted) change.changes().getFirst()).script());
        assertThat(result.rc()).as(result.errorText()).isZero();
        assertThat(decide(more)).as("the second time").isInstanceOf(Decision.Unchanged.class);
        return content();
    }

    private String content() {
        try {
            return Files.readString(copy.resolve("file"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theDefaultBranchIsClonedAndKeptUpToDate() {
        assertThat(apply(Map.of())).isEqualTo("two");
        commit("three");
        assertThat(apply(Map.of())).isEqualTo("three");
    }

    @Test
    void branchesTagsAndCommitsAreCheckedOut() {
        String first = git("rev-parse v1");
        assertThat(apply(Map.of("version", Value.of("v1")))).isEqualTo("one");
        assertThat(apply(Map.of("version", Value.of("main")))).isEqualTo("two");
        assertThat(apply(Map.of("version", Value.of(first)))).isEqualTo("one");
        assertThat(apply(Map.of())).isEqualTo("two");
        assertThat(apply(Map.of("version", Value.of("side")))).isEqualTo("one");
    }

    @Test
    void aCommitIsCloned() {
        assertThat(apply(Map.of("version", Value.of(git("rev-parse v1"))))).isEqualTo("one");
    }

    @Test
    void historyThatWasRewrittenIsFollowed() {
        apply(Map.of("version", Value.of("main")));
        git("reset -q --hard v1");
        commit("other");
        assertThat(apply(Map.of("version", Value.of("main")))).isEqualTo("other");
    }

    @Test
    void localChangesAreKeptUnlessForced() {
        apply(Map.of());
        write(copy.resolve("file"), "mine");
        assertThat(decide(Map.of()))
                .isInstanceOfSatisfying(
                        Decision.Failed.class,
                        failed -> assertThat(failed.message()).startsWith("Local modifications exist"));
        assertThat(apply(Map.of("force", Value.of(true)))).isEqualTo("two");
    }

    @Test
    void untrackedFilesAreNobodysBusiness() {
        apply(Map.of());
        write(copy.resolve("new"), "x");
        assertThat(decide(Map.of())).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void anotherRemoteIsTaken() {
        apply(Map.of());
        Path old = origin;
        origin = folder.resolve("moved");
        assertThat(sh("mv", old.toString(), origin.toString()).ok()).isTrue();
        assertThat(apply(Map.of())).isEqualTo("two");
    }

    @Test
    void shallowAndBareCopies() {
        assertThat(apply(Map.of(
                        "depth",
                        Value.of(1),
                        "repo",
                        Value.of("file://" + origin.toString().replace(" ", "%20")))))
                .isEqualTo("two");
        copy = folder.resolve("bare");
        var change = (Decision.Change) decide(Map.of("bare", Value.of(true)));
        assertThat(run(((HostChange.Scripted) change.changes().getFirst()).script())
                        .ok())
                .isTrue();
        assertThat(decide(Map.of("bare", Value.of(true)))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void failuresAreNamed() {
        assertThat(decide(Map.of("version", Value.of("nowhere"))))
                .isInstanceOfSatisfying(
                        Decision.Failed.class,
                        failed -> assertThat(failed.message()).contains("no branch or tag `nowhere`"));
        write(folder.resolve("deep"), "");
        copy = folder;
        assertThat(decide(Map.of()))
                .isInstanceOfSatisfying(
                        Decision.Failed.class,
                        failed -> assertThat(failed.message()).contains("neither empty nor"));
    }
}
