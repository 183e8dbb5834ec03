package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.TestQuestions;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another user owns the directory and swaps names for links between two steps. A program on the path, which the script
 * calls between them, does it in its stead: the swap comes at the worst moment, every time.
 */
public abstract class SwappedNames {
    protected static final String NOBODY = "65534";

    @TempDir
    protected Path base = Path.of("");

    protected Path theirs = Path.of("");
    protected Path victim = Path.of("");
    protected Path victimFolder = Path.of("");
    protected Path programs = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        theirs = Files.createDirectory(base.resolve("theirs"));
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));
        own(theirs);
        victim = Files.writeString(base.resolve("victim"), "of root\n");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        victimFolder = Files.createDirectory(base.resolve("etc"));
        Files.setPosixFilePermissions(victimFolder, PosixFilePermissions.fromString("rwx------"));
        programs = Files.createDirectory(base.resolve("programs"));
    }

    protected static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    protected static void own(Path path) throws IOException {
        if (root()) {
            Files.setAttribute(path, "unix:uid", Integer.parseInt(NOBODY), java.nio.file.LinkOption.NOFOLLOW_LINKS);
        }
    }

    protected static Optional<String> owner() {
        return root() ? Optional.of(NOBODY) : Optional.empty();
    }

    /** @param swap shell code that runs before the program of this name, for mktemp and mkdir behind it */
    protected void program(String name, String swap) throws IOException {
        boolean behind = name.equals("mktemp") || name.equals("mkdir");
        String run = behind ? name + " \"$@\" || exit\n" + swap : swap + "\nexec " + name + " \"$@\"\n";
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\nPATH=${PATH#*:}\nexport PATH\n" + run);
        file.toFile().setExecutable(true);
    }

    protected StepResult make(TestShell shell, HostChange.Scripted change) {
        return make(shell, change.script());
    }

    protected StepResult make(TestShell shell, ShellText script) {
        return shell.run(ShellText.lit("PATH=")
                .glue(programs.toString())
                .and(":$PATH\nexport PATH\n")
                .and(script));
    }

    protected static FileState look(TestShell shell, Path path) {
        return TestQuestions.ask(shell, FileQuestion.content(path.toString()));
    }

    /** Made by them: a link of root's would be trusted. */
    protected static String link(Path target, String name) {
        return "ln -s " + target + " " + name + (root() ? "; chown -h " + NOBODY + " " + name : "");
    }

    protected void victimIsUntouched(TestShell shell) throws IOException {
        FileState now = look(shell, victim);
        assertThat(now.mode()).isEqualTo(0600);
        assertThat(now.text()).contains("of root\n");
        assertThat(now.uid()).isEqualTo(look(shell, base).uid());
        assertThat(look(shell, victimFolder).uid()).isEqualTo(now.uid());
        assertThat(look(shell, victimFolder).mode()).isEqualTo(0700);
        assertThat(victimFolder).isEmptyDirectory();
    }
}
