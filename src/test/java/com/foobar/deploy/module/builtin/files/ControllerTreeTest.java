package com.foobar.deploy.module.builtin.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTreeTest {
    @TempDir
    private Path folder = Path.of("");

    /** "name/" for a directory, "name -> target" for a link. */
    private List<String> names(boolean follow) {
        return ControllerTree.of(folder, follow).stream()
                .map(item -> item.name()
                        + (item.folder() ? "/" : "")
                        + item.link().map(target -> " -> " + target).orElse(""))
                .toList();
    }

    @Test
    void aLinkInACircleStaysALink() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createSymbolicLink(folder.resolve("a/b/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(folder.resolve("top"), Path.of("."));
        assertThat(names(true)).containsExactly("/", "a/", "a/b/", "a/b/up -> ..", "self -> self", "top -> .");
    }

    @Test
    void otherLinksAreFollowedOrNot() throws IOException {
        Files.createDirectories(folder.resolve("d"));
        Files.writeString(folder.resolve("d/f"), "x");
        Files.createSymbolicLink(folder.resolve("l"), Path.of("d"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("nothing"));
        assertThat(names(true)).containsExactly("/", "d/", "d/f", "l/", "l/f", "nowhere -> nothing");
        assertThat(names(false)).containsExactly("/", "d/", "d/f", "l -> d", "nowhere -> nothing");
    }
}
