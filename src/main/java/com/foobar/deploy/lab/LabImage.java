package com.foobar.deploy.lab;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The image that the lab's hosts are made of. Its tag is a hash of its definition, so that a changed definition makes
 * another image. The tests build from the same definition.
 */
public final class LabImage {
    public static final String REPOSITORY = "foobar-deploy-lab";
    private static final String DEFINITION = "/lab/Dockerfile";
    private static final Lock BUILDING = new ReentrantLock();

    private final ContainerEngine engine;
    private final DebianRelease release;
    private final String definition;

    public LabImage(ContainerEngine engine) {
        this(engine, DebianRelease.DEFAULT);
    }

    public LabImage(ContainerEngine engine, DebianRelease release) {
        this.engine = engine;
        this.release = release;
        this.definition = definitionOn(BaseImage.published(release));
    }

    /** The Dockerfile that starts from a base of this machine. */
    public static String definitionOn(String base) {
        return readDefinition()
                .replace("FROM " + BaseImage.published(DebianRelease.DEFAULT) + "\n", "FROM " + base + "\n");
    }

    static String readDefinition() {
        try (InputStream stream = LabImage.class.getResourceAsStream(DEFINITION)) {
            if (stream == null) {
                throw new IllegalStateException(DEFINITION + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Repository and tag. */
    public String name() {
        return REPOSITORY + ":" + tag(definition);
    }

    static String tag(String definition) {
        return Digests.shortSha256(definition.getBytes(StandardCharsets.UTF_8));
    }

    /** Builds the image, and the base it starts from, where they are not there yet; one at a time in this process. */
    public String ensure(LabProgress progress) {
        BUILDING.lock();
        try {
            if (!exists(engine, name())) {
                String base = new BaseImage(engine, release).ensure(progress);
                progress.step("building the image of the hosts");
                build(base);
            }
            return name();
        } finally {
            BUILDING.unlock();
        }
    }

    private void build(String base) {
        List<String> command = List.of("build", "--tag", name(), "-");
        var text = new ByteArrayInputStream(definitionOn(base).getBytes(StandardCharsets.UTF_8));
        ContainerEngine.Outcome outcome = engine.run(command, Optional.of(text));
        if (!outcome.ok()) {
            Diagnostic failed = engine.failed(command, outcome);
            for (String line : lastLines(outcome.out())) {
                failed = failed.advise("it said: " + line);
            }
            throw failed.advise("the build needs the package mirror of Debian: see that this machine reaches it")
                    .toException();
        }
    }

    private static List<String> lastLines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }

    static boolean exists(ContainerEngine engine, String image) {
        return engine.run(List.of("image", "inspect", "--format", "{{.Id}}", image), Optional.empty())
                .ok();
    }

    /** Removes every image that this tool made; those in use stay. */
    public void removeAll(LabProgress progress) {
        for (String repository : List.of(REPOSITORY, BaseImage.REPOSITORY)) {
            List<String> images = engine.text(List.of("images", "--format", "{{.Repository}}:{{.Tag}}", repository))
                    .lines()
                    .toList();
            for (String image : images) {
                progress.step("removing the image " + image);
                ContainerEngine.Outcome outcome = engine.run(List.of("rmi", image), Optional.empty());
                if (!outcome.ok()) {
                    throw Diagnostic.of(ErrorCode.ENGINE_FAILED, "image `" + image + "` stays: " + outcome.reason())
                            .advise("another lab may be using it: `docker ps` shows which")
                            .toException();
                }
            }
        }
    }
}
