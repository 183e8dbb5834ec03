package com.foobar.deploy.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a JDK that only says how it was called, and writes the cache that it is asked for. */
class LauncherTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("foobar.home", "")).toAbsolutePath();
    private static final String JAVA = """
            #!/bin/sh
            for word; do
              case $word in
                -XX:AOTCacheOutput=*) echo cache >"${word#*=}" ;;
              esac
              printf '%s\\n' "$word"
            done
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        for (String file : List.of("foobar-deploy", "bin/find-jdk", "bin/start-cache", "bin/make-start-cache")) {
            program("tool/" + file, Files.readString(PROJECT.resolve(file)));
        }
        text("tool/lib/foobar-deploy.jar", "jar");
        text("tool/lib/other.jar", "other");
        program("jdk/bin/java", JAVA);
        text("jdk/release", "JAVA_VERSION=\"25.0.3\"\n");
        text("jdk/lib/modules", "modules");
        text("jdk/lib/server/libjvm.so", "jvm");
    }

    @Test
    void aCacheIsMadeOnceAndThenUsed() throws Exception {
        launch("--make-start-cache");
        Path cache = onlyCache();
        assertThat(cache).hasContent("cache");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.getParent())))
                .isEqualTo("rwx------");
        assertThat(launch("plan", "a b")).contains("-XX:AOTCache=" + cache).endsWith("plan", "a b");
        assertThat(launch("plan")).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void theFirstCommandHasItMadeBehindItsBack() throws Exception {
        assertThat(launch("plan")).noneMatch(word -> word.startsWith("-XX:AOTCache"));
        awaitCaches(1);
    }

    @Test
    void aChangedJarWantsAnotherCache() throws Exception {
        launch("--make-start-cache");
        text("tool/lib/other.jar", "otter");
        assertThat(launch("plan")).noneMatch(word -> word.startsWith("-XX:AOTCache"));
        awaitCaches(2);
        assertThat(launch("plan")).anyMatch(word -> word.startsWith("-XX:AOTCache="));
    }

    @Test
    void anotherJdkWantsAnotherCache() throws Exception {
        launch("--make-start-cache");
        text("jdk/release", "JAVA_VERSION=\"25.0.4\"\n");
        assertThat(launch("plan")).noneMatch(word -> word.startsWith("-XX:AOTCache"));
        awaitCaches(2);
    }

    @Test
    void aCacheThatIsALinkIsNotUsed() throws Exception {
        launch("--make-start-cache");
        Path cache = onlyCache();
        Files.move(cache, folder.resolve("elsewhere"));
        Files.createSymbolicLink(cache, folder.resolve("elsewhere"));
        assertThat(launch("plan")).noneMatch(word -> word.startsWith("-XX:AOTCache"));
    }

    @Test
    void whatCannotBeMadeIsNotTriedAgainAtOnce() throws Exception {
        program("jdk/bin/java", JAVA + "exit 1\n");
        launch("--make-start-cache");
        assertThat(kept()).singleElement().satisfies(file -> assertThat(file).endsWith(".failed"));
        assertThat(launch("plan")).noneMatch(word -> word.startsWith("-XX:AOTCache"));
        assertThat(kept()).singleElement().satisfies(file -> assertThat(file).endsWith(".failed"));
    }

    @Test
    void oldOnesAreSwept() throws Exception {
        for (int i = 0; i < 6; i++) {
            text("jdk/release", "JAVA_VERSION=\"25.0." + "3".repeat(i) + "\"\n");
            launch("--make-start-cache");
        }
        assertThat(kept()).hasSize(5);
    }

    @Test
    void itCanBeSwitchedOffOrGiven() throws Exception {
        launch("--make-start-cache", folder.resolve("image.aot").toString());
        assertThat(folder.resolve("image.aot")).hasContent("cache");
        assertThat(launch(Map.of("FOOBAR_DEPLOY_START_CACHE", "off"), "plan"))
                .noneMatch(word -> word.startsWith("-XX:AOTCache"));
        assertThat(launch(Map.of("FOOBAR_DEPLOY_START_CACHE", "/image.aot"), "plan"))
                .contains("-XX:AOTCache=/image.aot");
        assertThat(kept()).isEmpty();
    }

    private List<String> launch(String... words) throws Exception {
        return launch(Map.of(), words);
    }

    private List<String> launch(Map<String, String> environment, String... words) throws Exception {
        var command = new ArrayList<String>(
                List.of(folder.resolve("tool/foobar-deploy").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }

    private Path onlyCache() throws IOException {
        return caches().resolve(kept().getFirst());
    }

    private void awaitCaches(int count) throws Exception {
        while (kept().stream().filter(file -> file.endsWith(".aot")).count() < count
                || Files.exists(caches().resolve("rehearsal"))) {
            Thread.sleep(20);
        }
    }

    private List<String> kept() throws IOException {
        if (!Files.isDirectory(caches())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(caches())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path caches() {
        return folder.resolve(".cache/foobar-deploy/start");
    }

    private void program(String name, String text) throws IOException {
        text(name, text);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void text(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
