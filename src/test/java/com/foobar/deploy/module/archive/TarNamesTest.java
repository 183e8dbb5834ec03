package com.foobar.deploy.module.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarNamesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path archive(String member) throws IOException {
        Files.createDirectories(folder.resolve("app-1.2/bin"));
        Files.writeString(folder.resolve("app-1.2/README+(x)"), "x");
        Files.writeString(folder.resolve("app-1.2/bin/app"), "x");
        Files.createSymbolicLink(folder.resolve("app-1.2/link"), Path.of("bin/app"));
        Files.createLink(folder.resolve("app-1.2/twin"), folder.resolve("app-1.2/bin/app"));
        Path archive = folder.resolve("a.tar");
        StepResult made = TestShell.DASH.run(ShellText.lit("tar --sort=name -c -C")
                .arg(folder.toString())
                .and(" -f")
                .arg(archive.toString())
                .arg(member));
        Assumptions.assumeTrue(made.ok(), "GNU tar is not installed");
        return archive;
    }

    /** "name", "name/" or "name -> target" as tar says them. */
    private static List<String> ours(Path archive, List<String> options) {
        return Archive.open(archive).entries(_ -> true, TarNames.of(options)).stream()
                .map(entry -> entry.name()
                        + switch (entry.type()) {
                            case DIRECTORY -> "/";
                            case LINK -> " -> " + entry.target();
                            case HARD_LINK -> " link to " + entry.target().replaceFirst("^\\./", "");
                            case FILE, OTHER -> "";
                        })
                .toList();
    }

    private static List<String> tars(Path archive, List<String> options) {
        StepResult listed = TestShell.DASH.run(ShellText.lit("LC_ALL=C tar -tv --full-time --show-transformed-names -f")
                .arg(archive.toString())
                .args(options));
        return listed.text()
                .lines()
                .map(line ->
                        line.split(" +", 6)[5].replaceFirst("^(\\./)+", "").replaceFirst("link to \\./", "link to "))
                .filter(name -> !name.matches("/|(-> |link to ).*|"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--strip-components=1",
                "--strip-components 1",
                "--strip=2",
                "--transform=s/app-1.2/app/",
                "--transform s,^app-[0-9.]*,current,",
                "--xform=s/\\(app\\)-\\(.*\\)/\\2-&/;s,i,I,g",
                "--transform=s,bin,sbin,S",
                "--transform=s,bin,sbin,RH",
                "--transform=s/README+(x)/r/",
                "--transform=s/(app|bin)+/r/x",
                "--transform=s,app-1.2/,opt/app/, --strip-components=1",
                "--transform=s,/*$,,",
                "--no-same-owner"
            })
    void namesAreAsTarMakesThem(String options) throws IOException {
        List<String> words = Arrays.asList(options.split(" "));
        for (String member : List.of("app-1.2", "./app-1.2")) {
            Path archive = archive(member);
            assertThat(ours(archive, words)).as(options).isEqualTo(tars(archive, words));
            Files.walk(folder.resolve("app-1.2"))
                    .sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThatThrownBy(() -> TarNames.of(List.of("--transform=y/a/b/"))).hasMessageContaining("understood");
        assertThatThrownBy(() -> TarNames.of(List.of("--transform=s/a/\\U&/"))).hasMessageContaining("understood");
        assertThatThrownBy(() -> TarNames.of(List.of("--strip-components=x"))).hasMessageContaining("expects a number");
    }
}
