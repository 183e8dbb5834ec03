package com.foobar.deploy.module.builtin.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.TestShell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts where the directory for temporary files is mounted noexec, as hardening guides have it. */
class ScriptBodyTest {
    @TempDir
    private Path folder = Path.of("");

    private static ShellText body(byte[] content) {
        return new ScriptBody(content, Optional.empty()).text();
    }

    /** Mounts a noexec directory in a namespace of its own and makes it the one for temporary files. */
    private StepResult runNoexec(TestShell shell, ShellText script) throws IOException {
        Path mount = Files.createDirectories(folder.resolve("tmp"));
        List<String> wrapper = List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o noexec tmpfs \"$0\" && TMPDIR=$0 && HOME=$1 && export TMPDIR HOME && shift && exec"
                        + " \"$@\"",
                mount.toString(),
                folder.toString());
        Assumptions.assumeTrue(shell.runBy(wrapper, ShellText.lit(":")).ok(), "nothing can be mounted here");
        return shell.runBy(wrapper, script);
    }

    @ParameterizedTest
    @EnumSource
    void aScriptRunsByItsInterpreter(TestShell shell) throws IOException {
        for (String first : List.of("#!/bin/sh\n", "#! /bin/sh -e\n", "", "#!/usr/bin/env sh\r\n")) {
            byte[] content = (first + "echo \"$# $1\"\n").getBytes(StandardCharsets.UTF_8);
            StepResult result = runNoexec(shell, body(content).and(" 'a  b' c | cat"));
            assertThat(result.errorText()).as(first).isEmpty();
            assertThat(result.text()).isEqualTo("2 a  b\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProgramRunsWhereProgramsMay(TestShell shell) throws IOException {
        Path program = Path.of("/bin/true");
        Assumptions.assumeTrue(Files.isReadable(program), "no program to run");
        StepResult result = runNoexec(shell, body(Files.readAllBytes(program)));
        assertThat(result.errorText()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(folder.toFile().list()).as("what is left").containsExactly("tmp");
    }
}
