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
        for (String file : List.of(
                "foobar-deploy",
                "bin/find-jdk",
                "bin/startup/flags",
                "bin/startup/cache",
                "bin/startup/make-cache",
                "bin/startup/compiler-commands",
                "bin/startup/compiler-directives.json")) {
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
    void oneThatWasKilledStopsNobody() throws Exception {
        Files.createDirectories(caches().resolve("rehearsal/rehearsal"));
        Files.writeString(caches().resolve("old.new.config"), "half");
        Files.createSymbolicLink(caches().resolve("making"), Path.of("4194999"));
        launch("--make-start-cache");
        assertThat(onlyCache()).hasContent("cache");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void twoAreNotMadeAtATime() throws Exception {
        Files.createDirectories(caches());
        Files.createSymbolicLink(
                caches().resolve("making"),
                Path.of(Long.toString(ProcessHandle.current().pid())));
        assertThat(launch("--make-start-cache")).isEmpty();
        assertThat(folder.resolve("errors")).content().contains("error: another one is being made");
        assertThat(kept()).containsExactly("making");
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

    /** A later JDK may have dropped a flag that the launcher gives: the launcher's own flags, on a real JVM. */
    @Test
    void aFlagThatTheJvmDoesNotKnowStopsNothing() throws Exception {
        List<String> flags = launch("plan").stream()
                .takeWhile(word -> !word.equals("-cp"))
                .filter(word -> !word.startsWith("-XX:AOTCache"))
                .toList();
        assertThat(flags).anyMatch(word -> word.startsWith("-XX:CompilerDirectivesFile="));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(flags);
        command.addAll(List.of("-XX:+DroppedByALaterJdk", "-XX:DroppedThreshold=12", "--version"));

        assertThat(run(Map.of(), command.toArray(String[]::new))).anyMatch(line -> line.startsWith("openjdk "));
        assertThat(folder.resolve("errors")).content().isEmpty();
    }

    @Test
    void theJdkIsFoundWhateverTheEnvironmentSays() throws Exception {
        text("old/release", "JAVA_VERSION=\"17.0.1\"\n");
        program("old/bin/java", "#!/bin/sh");
        program(".jdks/newest/bin/java", "#!/bin/sh");
        text(".jdks/newest/release", "JAVA_VERSION=\"99\"\n");
        String newest = folder.resolve(".jdks/newest").toString();
        String oldPath = folder.resolve("old/bin") + ":" + System.getenv("PATH");

        assertThat(jdk(Map.of())).isEqualTo(folder.resolve("jdk").toString());
        for (String home : List.of("", "old", "missing")) {
            assertThat(jdk(Map.of("JAVA_HOME", folder.resolve(home).toString(), "PATH", oldPath)))
                    .isEqualTo(newest);
        }
        assertThat(jdk(Map.of("JAVA_HOME", "", "PATH", folder.resolve("jdk/bin") + ":" + oldPath)))
                .isEqualTo(folder.resolve("jdk").toString());
    }

    private String jdk(Map<String, String> environment) throws Exception {
        return run(environment, folder.resolve("tool/bin/find-jdk").toString()).getFirst();
    }

    /** A machine with the usual tools, as root, but without Maven. */
    @Test
    void mavenIsInstalledForTheDemoAndAskedForOtherwise() throws Exception {
        text("tool/pom.xml", "");
        text("tool/src/main/Main.java", "");
        text("tool/src/startup/Rehearsal.java", "");
        program("jdk/bin/javac", "#!/bin/sh");
        for (String name : List.of("sh", "readlink", "find", "dirname", "cat", "chmod", "mkdir")) {
            program("few/" + name, "#!/bin/sh\nexec /bin/" + name + " \"$@\"");
        }
        program("few/id", "#!/bin/sh\necho 0");
        program("few/apt-get", """
            #!/bin/sh
            echo "$@" >>%1$s/asked
            case "$*" in
              *install*) printf '#!/bin/sh\\nmkdir -p target/lib\\necho built >target/lib/foobar-deploy.jar' >%1$s/few/mvn
                chmod +x %1$s/few/mvn ;;
            esac
            """.formatted(folder));
        Map<String, String> bare = Map.of("PATH", folder.resolve("few").toString(), "FOOBAR_DEPLOY_START_CACHE", "off");

        assertThat(launch(bare, "plan")).isEmpty();
        assertThat(folder.resolve("errors")).content().contains("is missing: install the package maven");
        assertThat(folder.resolve("asked")).doesNotExist();

        assertThat(launch(bare, "demo")).endsWith("demo");
        assertThat(folder.resolve("errors")).content().contains("installing maven", "building foobar-deploy");
        assertThat(folder.resolve("asked")).content().contains("install maven");
        assertThat(folder.resolve("tool/target/lib/foobar-deploy.jar")).exists();
    }

    private List<String> launch(String... words) throws Exception {
        return launch(Map.of(), words);
    }

    private List<String> launch(Map<String, String> environment, String... words) throws Exception {
        var command = new ArrayList<String>(
                List.of(folder.resolve("tool/foobar-deploy").toString()));
        command.addAll(List.of(words));
        return run(environment, command.toArray(String[]::new));
    }

    private List<String> run(Map<String, String> environment, String... command) throws Exception {
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
                || Files.isSymbolicLink(caches().resolve("making"))) {
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
