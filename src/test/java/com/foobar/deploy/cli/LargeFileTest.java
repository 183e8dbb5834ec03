package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.value.Digests;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go over a channel of their own: what arrives, and what that costs the host. */
class LargeFileTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;
    private byte[] content;

    @BeforeEach
    void makeHost() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        cli.file("started", "");
        hosts.program("sha256sum", "echo sha256sum >>" + cli.path("started") + "; exec /usr/bin/sha256sum \"$@\"");
        hosts.add("web");
        content = new byte[5_000_001];
        new Random(3).nextBytes(content);
        Files.write(cli.path("large"), content);
    }

    @AfterEach
    void closeHost() throws IOException {
        hosts.close();
    }

    private List<String> hashesOfTheHost(String playbook, String outcome) throws IOException {
        Files.writeString(cli.path("started"), "");
        assertThat(cli.apply(playbook).exits(0).text()).contains(outcome);
        return Files.readAllLines(cli.path("started"));
    }

    @Test
    void theHostHashesANewFileOnceAndAnOldOneOnceMore() throws IOException {
        String playbook = """
            - hosts: all
              tasks:
                - copy: { src: large, dest: DIR/sent, mode: '0640' }
            """.replace("DIR", folder.toString());

        assertThat(hashesOfTheHost(playbook, "changed 1")).hasSize(1);
        assertThat(cli.path("sent")).hasBinaryContent(content);

        assertThat(hashesOfTheHost(playbook, "changed 0")).hasSize(1);

        content[content.length - 1]++;
        Files.write(cli.path("large"), content);
        // For the decision, for what arrived, and for the old file just before it is replaced.
        assertThat(hashesOfTheHost(playbook, "changed 1")).hasSize(3);
        assertThat(cli.path("sent")).hasBinaryContent(content);
    }

    /** The controller may have 96 MiB of heap. */
    @Test
    void aGigabyteIsCopiedInConstantMemory() throws Exception {
        long gigabyte = 1L << 30;
        try (var sparse = new RandomAccessFile(cli.path("sparse").toFile(), "rw")) {
            sparse.setLength(gigabyte);
        }
        cli.file("site.yml", """
            - hosts: all
              tasks:
                - copy: { src: sparse, dest: DIR/sent, mode: '0640' }
            """.replace("DIR", folder.toString()));
        try (var controller = Controller.start(folder, cli.path("bin"), "apply", "-y", "site.yml", "-i", "hosts.yml")) {
            controller.await().exits(0).says("changed 1");
        }
        assertThat(cli.path("sent")).hasSize(gigabyte);
    }

    @Test
    void aResultThatIsLookedAtHasTheChecksums() {
        cli.apply("""
            - hosts: all
              tasks:
                - copy: { src: large, dest: DIR/sent, mode: '0640' }
                  register: sent
                - copy: { src: large, dest: DIR/again, mode: '0640', checksum: SHA1 }
                  changed_when: sent.checksum == 'SHA1' and sent.md5sum == 'MD5'
            """.replace("DIR", folder.toString())
                        .replace("SHA1", Digests.of("SHA-1", content))
                        .replace("MD5", Digests.of("MD5", content)))
                .exits(0)
                .says("changed 2");
    }
}
