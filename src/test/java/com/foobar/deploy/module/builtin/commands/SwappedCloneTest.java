package com.foobar.deploy.module.builtin.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.TestTemplates;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.change.SwappedNames;
import com.foobar.deploy.template.FileSearch;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Git works in a directory of another user's, who swaps names meanwhile. */
class SwappedCloneTest extends SwappedNames {
    private static final GitState MISSING = new GitState("missing", "", "", false, Map.of(), "main");

    private GitCommands commands(Path dest) throws IOException {
        Path origin = Files.createDirectory(base.resolve("origin"));
        String script = "git init -q -b main . && echo text >file && git add file"
                + " && git -c user.name=a -c user.email=a@b commit -q -m one";
        assertThat(new ProcessBuilder("sh", "-c", script)
                        .directory(origin.toFile())
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();
        GitArgs args = ArgumentSpec.of(GitArgs.class)
                .read(
                        "git",
                        MapValue.ofStrings(
                                Map.of("repo", Value.of(origin.toString()), "dest", Value.of(dest.toString()))),
                        Place.of("test"));
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
        return new GitCommands(args, context);
    }

    static Stream<Arguments> programs() {
        return Arrays.stream(TestShell.values())
                .flatMap(shell -> Stream.of("git", "mktemp", "mkdir", "stat", "mv", "dirname")
                        .map(program -> Arguments.of(shell, program)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void nothingIsClonedThroughALinkThatComesMeanwhile(TestShell shell, String program) throws IOException {
        Path app = theirs.resolve("app");
        ShellText script = commands(app).cloned(MISSING);
        program(
                program,
                "if [ ! -L " + app + " ]; then rmdir " + app + " 2>/dev/null; " + link(victimFolder, app.toString())
                        + "; fi\n");
        make(shell, script);
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aCloneIsMadeInAFolderOfAnotherUser(TestShell shell) throws IOException {
        Path app = theirs.resolve("new/app");
        StepResult result = make(shell, commands(app).cloned(MISSING));
        assertThat(result.ok()).as(result.errorText()).isTrue();
        assertThat(app.resolve("file")).hasContent("text");
        assertThat(theirs.toFile().list()).containsExactly("new");
        assertThat(theirs.resolve("new").toFile().list()).containsExactly("app");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFolderOfAnotherUserIsFilledAndStaysTheirs(TestShell shell) throws IOException {
        Path app = Files.createDirectory(theirs.resolve("app"));
        own(app);
        StepResult result = make(shell, commands(app).cloned(MISSING));
        assertThat(result.ok()).as(result.errorText()).isTrue();
        assertThat(app.toFile().list()).containsExactlyInAnyOrder(".git", "file");
        assertThat(look(shell, app).uid()).isEqualTo(look(shell, theirs).uid());
    }
}
