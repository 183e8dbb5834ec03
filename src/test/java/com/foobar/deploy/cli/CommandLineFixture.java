package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs command lines in this process, over files written in a directory of the test's own. */
public final class CommandLineFixture {
    private final Path folder;

    public CommandLineFixture(Path folder) {
        this.folder = folder;
    }

    /** How a command line ended; the directory's path is left out of the texts. */
    public record Outcome(int exit, String out, String err) {
        public String text() {
            return out + err;
        }

        public Outcome exits(int expected) {
            assertThat(exit).as(text()).isEqualTo(expected);
            assertThat(text())
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception")
                    .doesNotContain("FD9999");
            return this;
        }

        public Outcome says(String... parts) {
            assertThat(text()).contains(parts);
            return this;
        }
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    public CommandLineFixture file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public CommandLineFixture file(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code apply} of {@code site.yml} on the hosts of {@code hosts.yml}. */
    public Outcome apply(String playbook, String... more) {
        file("site.yml", playbook);
        var args = new ArrayList<>(List.of("apply", "-y", path("site.yml").toString()));
        args.addAll(List.of("-i", path("hosts.yml").toString()));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    public Outcome run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.execute(args, new PrintWriter(out), new PrintWriter(err));
        return new Outcome(exit, bare(out), bare(err));
    }

    private String bare(StringWriter text) {
        return text.toString().replace(folder + "/", "");
    }
}
