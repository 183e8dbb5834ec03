package com.foobar.deploy.module.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.Installed;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.module.archive.ArchiveEntry.Type;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.change.UnpackArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTest {
    private static final String LONG_NAME = "a/" + "long ".repeat(18) + "folder/" + "name ".repeat(12) + "x";
    private static final String HELLO_HASH = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/a"));
        Path run = Files.writeString(source.resolve("run"), "hello\n");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-x---"));
        Path deep = folder.resolve("source").resolve(LONG_NAME);
        Files.createDirectories(deep.getParent());
        Files.writeString(deep, "");
        Files.createSymbolicLink(source.resolve("link"), Path.of("run"));
        Files.createLink(source.resolve("run again"), run);
    }

    private Path tar(String format, String name) throws IOException {
        Path file = folder.resolve(name);
        int rc = new ProcessBuilder(
                        "tar",
                        "--format=" + format,
                        "-C",
                        folder.resolve("source").toString(),
                        "-cf",
                        file.toString(),
                        "a")
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
        assertThat(rc).isZero();
        return file;
    }

    private Path zip() throws IOException {
        Installed.assume("zip");
        int rc = new ProcessBuilder("zip", "-q", "-r", "-y", "../x.zip", "a")
                .directory(folder.resolve("source").toFile())
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
        assertThat(rc).isZero();
        return folder.resolve("x.zip");
    }

    @Test
    void readsWhatTarWrites() throws IOException {
        for (String format : List.of("gnu", "posix", "ustar")) {
            List<ArchiveEntry> entries =
                    Archive.open(tar(format, format + ".tar")).entries();
            assertThat(entries).extracting(ArchiveEntry::name).contains("a", "a/run", LONG_NAME, "a/link");
            assertThat(entries)
                    .filteredOn(entry -> entry.type() == Type.FILE && entry.size() > 0)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.sha256()).contains(HELLO_HASH);
                        assertThat(entry.mode()).contains(0750);
                    });
            assertThat(entries)
                    .filteredOn(entry -> entry.type() == Type.LINK)
                    .extracting(ArchiveEntry::target)
                    .containsExactly("run");
            assertThat(entries)
                    .filteredOn(entry -> entry.type() == Type.HARD_LINK)
                    .hasSize(1);
        }
    }

    @Test
    void readsCompressedTar() throws IOException {
        Installed.assume("xz");
        Path plain = tar("gnu", "x.tar");
        List<ArchiveEntry> entries = Archive.open(plain).entries();
        Path compressed = folder.resolve("x.tgz");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(plain, output);
        }
        assertThat(Archive.open(compressed).entries()).isEqualTo(entries);
        new ProcessBuilder("xz", "-k", plain.toString()).start().onExit().join();
        assertThat(Archive.open(folder.resolve("x.tar.xz")).entries()).isEqualTo(entries);
    }

    @ParameterizedTest
    @EnumSource
    void aZipIsUnpackedAsTar(TestShell shell) throws IOException {
        Archive archive = Archive.open(zip());
        assertThat(archive.zip()).isTrue();
        assertThat(archive.entries())
                .filteredOn(entry -> entry.name().equals("a/run"))
                .allMatch(entry ->
                        entry.mode().equals(Optional.of(0750)) && entry.sha256().equals(Optional.of(HELLO_HASH)));
        Path dest = Files.createDirectory(folder.resolve("dest"));
        assertThat(unpack(shell, archive, dest).errorText()).isEmpty();
        assertThat(Files.readString(dest.resolve("a/run"))).isEqualTo("hello\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dest.resolve("a/run"))))
                .isEqualTo("rwxr-x---");
        assertThat(dest.resolve(LONG_NAME)).exists();
        assertThat(Files.readSymbolicLink(dest.resolve("a/link"))).isEqualTo(Path.of("run"));
    }

    private static StepResult unpack(TestShell shell, Archive archive, Path dest) throws IOException {
        var change = new UnpackArchive(
                "x",
                dest.toString(),
                Optional.empty(),
                false,
                Optional.of(archive::tar),
                List.of(),
                List.of(),
                List.of());
        try (InputStream input = change.input().orElseThrow().open()) {
            return shell.run(change.script(), input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTarIsUnpacked(TestShell shell) throws IOException {
        Path dest = Files.createDirectory(folder.resolve("dest"));
        assertThat(unpack(shell, Archive.open(tar("gnu", "x.tar")), dest).ok()).isTrue();
        try (Stream<Path> paths = Files.list(dest.resolve("a"))) {
            assertThat(paths).hasSize(4);
        }
    }

    @Test
    void refusesWhatIsDamagedOrLeadsOut() throws IOException {
        byte[] bytes = Files.readAllBytes(tar("gnu", "x.tar"));
        Path cut = Files.write(folder.resolve("cut.tar"), java.util.Arrays.copyOf(bytes, 700));
        bytes[3] = 'X';
        Path wrong = Files.write(folder.resolve("wrong.tar"), bytes);
        Path noise = Files.writeString(folder.resolve("noise.tar"), "x".repeat(2000));
        Path gzip = Files.write(folder.resolve("bad.tgz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
        new ProcessBuilder("tar", "-P", "-C", folder.resolve("source/a").toString(), "-cf", "../../out.tar", "../a/run")
                .directory(folder.resolve("source/a").toFile())
                .start()
                .onExit()
                .join();
        for (Path file : List.of(cut, wrong, noise, gzip, folder.resolve("out.tar"), folder.resolve("none.tar"))) {
            assertThatThrownBy(() -> Archive.open(file).entries())
                    .as(file.toString())
                    .isInstanceOf(DeployException.class);
        }
    }
}
