package com.foobar.deploy.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.cli.option.Settings.Origin;
import com.foobar.deploy.cli.option.Settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class SettingsTest {
    @TempDir
    Path folder;

    private Settings settings(String project, String user) throws IOException {
        Path first = Files.writeString(folder.resolve("project.yml"), project);
        Path second = Files.writeString(folder.resolve("user.yml"), user);
        return new Settings(List.of(first, second, folder.resolve("nothere.yml")));
    }

    private static Setting setting(String name) {
        return Settings.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theProjectsFileWinsOverTheUsers() throws IOException {
        Settings settings = settings("output: json\n", "output: text\nuser: deploy\n");

        assertThat(settings.origin(setting("output"))).isEqualTo(new Origin("json", folder + "/project.yml"));
        assertThat(settings.origin(setting("user"))).isEqualTo(new Origin("deploy", folder + "/user.yml"));
        assertThat(settings.origin(setting("timeout"))).isEqualTo(new Origin("10", "default"));
        assertThat(settings.defaultValue(OptionSpec.builder("-u", "--user").build()))
                .isEqualTo("deploy");
        assertThat(settings.defaultValue(OptionSpec.builder("--other").build())).isNull();
    }

    @Test
    void unknownSettingsAreRefused() throws IOException {
        Settings settings = settings("inventry: x\n", "");

        assertThatThrownBy(() -> settings.origin(setting("inventory"))).hasMessage("there is no setting `inventry`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"project.yml", "."})
    void aFileThatAnybodyMayWriteIsNotRead(String open) throws IOException {
        Settings settings = settings("user: root\n", "");
        Path path = folder.resolve(open).normalize();
        String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> settings.origin(setting("user")))
                .hasMessage(
                        "the settings `" + folder + "/project.yml` are not read: every user may write `" + path + "`");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(before));
        assertThat(settings.origin(setting("user")).value()).isEqualTo("root");
    }

    /** What a team shares by a group of its own is the team's. */
    @Test
    void aGroupMayWriteIt() throws IOException {
        Settings settings = settings("user: root\n", "");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThat(settings.origin(setting("user")).value()).isEqualTo("root");
    }

    @Test
    void allAreShown() {
        assertThat(new CommandLineFixture(folder).run("config", "show").exits(0).out())
                .contains("forks                50", "default");
    }
}
