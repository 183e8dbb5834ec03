package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives whose names tar changes on the way: the second run finds nothing to do. */
class UnarchiveRunTest {
    private static final String INVENTORY = """
        all:
          vars: { ansible_connection: local }
          hosts: { one: {} }
        """;

    @TempDir
    private Path folder = Path.of("");

    private String owner = "";

    @BeforeEach
    void makeAnArchive() throws IOException {
        Installed.assume("tar");
        Files.createDirectories(folder.resolve("app-1.2/bin"));
        Files.writeString(folder.resolve("app-1.2/README"), "x");
        Files.writeString(folder.resolve("app-1.2/bin/\u00e4 \"b\""), "x");
        new ProcessBuilder("tar", "-czf", "app.tgz", "app-1.2")
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .onExit()
                .join();
        owner = System.getProperty("user.name").equals("root") ? ", owner: nobody" : "";
    }

    private String playbook() {
        return """
            - hosts: one
              gather_facts: false
              tasks:
                - file: { path: "{{ root }}/{{ item }}", state: directory }
                  loop: [sent, host, named]
                - name: sent
                  unarchive: { src: "{{ root }}/app.tgz", dest: "{{ root }}/sent", extra_opts: [--strip-components=1]%1$s }
                - name: host
                  unarchive: { src: "{{ root }}/app.tgz", dest: "{{ root }}/host", remote_src: true, extra_opts: [--strip-components=1]%1$s }
                - name: named
                  unarchive: { src: "{{ root }}/app.tgz", dest: "{{ root }}/named", remote_src: true, extra_opts: ["--transform=s/app-1.2/app/"]%1$s }
            """.formatted(owner);
    }

    @Test
    void isUnpackedOnce() throws IOException {
        var fixture = new RunFixture(folder).inventory(INVENTORY);
        fixture.apply(playbook());
        assertThat(fixture.failures()).isEmpty();
        assertThat(folder.resolve("sent/bin")).isDirectoryContaining("glob:**b*");
        assertThat(folder.resolve("host/README")).exists();
        assertThat(folder.resolve("named/app/README")).exists();
        if (!owner.isEmpty()) {
            for (String path : new String[] {"sent/README", "host/bin/\u00e4 \"b\"", "named/app/bin"}) {
                assertThat(Files.getOwner(folder.resolve(path)).getName()).isEqualTo("nobody");
            }
        }

        fixture.apply(playbook());
        assertThat(fixture.outcomes())
                .filteredOn(line ->
                        line.startsWith("one sent") || line.startsWith("one host") || line.startsWith("one named"))
                .containsExactly("one sent: OK", "one host: OK", "one named: OK");
    }
}
