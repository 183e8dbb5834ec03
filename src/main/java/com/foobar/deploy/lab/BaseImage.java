package com.foobar.deploy.lab;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Debian's base system as an image. Root with debootstrap makes it out of Debian's own packages, which needs no image
 * registry; everybody else pulls it.
 */
final class BaseImage {
    static final String REPOSITORY = "foobar-deploy-lab-base";
    private static final List<Path> DEBOOTSTRAP =
            List.of(Path.of("/usr/sbin/debootstrap"), Path.of("/usr/bin/debootstrap"));

    private final ContainerEngine engine;
    private final DebianRelease release;

    BaseImage(ContainerEngine engine, DebianRelease release) {
        this.engine = engine;
        this.release = release;
    }

    private String local() {
        return REPOSITORY + ":" + release.suite();
    }

    static String published(DebianRelease release) {
        return "debian:" + release.suite() + "-slim";
    }

    /** Makes or pulls the image where it is not there yet. */
    String ensure(LabProgress progress) {
        for (String known : List.of(local(), published(release))) {
            if (LabImage.exists(engine, known)) {
                return known;
            }
        }
        Optional<Path> debootstrap =
                DEBOOTSTRAP.stream().filter(Files::isExecutable).findFirst();
        if (debootstrap.isPresent() && isRoot()) {
            bootstrap(debootstrap.get(), progress);
            return local();
        }
        return pull(progress);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String pull(LabProgress progress) {
        String image = published(release);
        progress.step("pulling " + image);
        ContainerEngine.Outcome outcome = engine.run(List.of("pull", "--quiet", image), Optional.empty());
        if (!outcome.ok()) {
            throw Diagnostic.of(ErrorCode.ENGINE_FAILED, "cannot pull the image `" + image + "`: " + outcome.reason())
                    .advise("where no image registry can be reached, run as root with the package debootstrap"
                            + " installed: the base is then made from Debian's packages")
                    .toException();
        }
        return image;
    }

    private void bootstrap(Path debootstrap, LabProgress progress) {
        progress.step("making the base system of Debian " + release.suite() + " with debootstrap (half a minute)");
        try {
            // Not in /tmp, which may be mounted nodev or be a small memory file system.
            Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "foobar-deploy-base");
            try {
                run(
                        List.of(
                                debootstrap.toString(),
                                "--variant=minbase",
                                release.suite(),
                                folder.resolve("root").toString()),
                        folder.resolve("log"));
                load(folder.resolve("root"));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.ENGINE_FAILED, "cannot make the base image: " + e.getMessage())
                    .toException(e);
        }
    }

    private static void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (waitFor(process) != 0) {
            List<String> lines = Files.readAllLines(log);
            Diagnostic failed = Diagnostic.of(ErrorCode.ENGINE_FAILED, "`debootstrap` failed");
            for (String line : lines.subList(Math.max(0, lines.size() - 5), lines.size())) {
                failed = failed.advise("it said: " + line);
            }
            throw failed.toException();
        }
    }

    /** Packages that were fetched for it are left out: half of the size. */
    private void load(Path root) throws IOException {
        Process tar = new ProcessBuilder(
                        "tar",
                        "-C",
                        root.toString(),
                        "--exclude=./var/cache/apt/archives/*.deb",
                        "--one-file-system",
                        "-c",
                        ".")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream stream = tar.getInputStream()) {
            engine.text(List.of("import", "-", local()), Optional.of(stream));
        }
        if (waitFor(tar) != 0) {
            throw new IOException("`tar` failed");
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    /** Stays on the directory's own file system: a killed debootstrap may have left /proc mounted in it. */
    private static void delete(Path folder) throws IOException {
        waitFor(new ProcessBuilder("rm", "-rf", "--one-file-system", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }
}
