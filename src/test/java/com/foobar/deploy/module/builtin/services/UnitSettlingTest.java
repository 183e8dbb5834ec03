package com.foobar.deploy.module.builtin.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that was started is looked at several times: what systemctl answers stands in files, one a look. */
class UnitSettlingTest {
    @TempDir
    Path folder;

    private record Ended(int status, String said, int looks) {}

    private Ended prove(String... looks) throws Exception {
        for (int i = 0; i < looks.length; i++) {
            Files.writeString(folder.resolve("look" + i), looks[i].replace(' ', '\n') + "\n");
        }
        Path program = folder.resolve("systemctl");
        Files.writeString(program, """
            #!/bin/sh
            case $* in *status*) echo 'its last words'; exit 3 ;; esac
            n=0; [ ! -e %1$s/n ] || n=$(cat %1$s/n)
            cat %1$s/look$n 2>/dev/null || cat %1$s/look0
            echo $((n + 1)) >%1$s/n
            """.formatted(folder));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ShellText script = UnitSettling.proving(ShellText.lit("true"), ShellText.lit("systemctl"), "memcached.service");
        var builder = new ProcessBuilder("sh", "-c", script.reveal());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Path count = folder.resolve("n");
        int looked =
                Files.exists(count) ? Integer.parseInt(Files.readString(count).strip()) : 0;
        return new Ended(process.waitFor(), said, looked);
    }

    @Test
    void oneThatStaysUpIsStarted() throws Exception {
        assertThat(prove("Type=simple NRestarts=0 ActiveState=active SubState=running"))
                .isEqualTo(new Ended(0, "", 6));
    }

    @Test
    void oneThatTellsWhenItIsReadyIsLookedAtOnce() throws Exception {
        assertThat(prove("Type=notify NRestarts=0 ActiveState=active SubState=running"))
                .isEqualTo(new Ended(0, "", 1));
    }

    @Test
    void oneThatWaitsForItsNextStartIsNotStarted() throws Exception {
        Ended ended = prove(
                "Type=simple NRestarts=0 ActiveState=active SubState=running",
                "Type=simple NRestarts=0 ActiveState=activating SubState=auto-restart");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).contains("it does not stay up", "its last words");
    }

    @Test
    void oneThatRunsBetweenTwoCrashesIsNotStarted() throws Exception {
        Ended ended = prove(
                "Type=simple NRestarts=0 ActiveState=active SubState=running",
                "Type=simple NRestarts=1 ActiveState=active SubState=running");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).contains("it does not stay up");
    }
}
