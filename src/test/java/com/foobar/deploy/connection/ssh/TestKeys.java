package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.Installed;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys made by ssh-keygen, the program whose files must be understood. */
final class TestKeys {
    private TestKeys() {}

    static Path generate(Path folder, String name, String type, String passphrase, String... more) throws Exception {
        Path file = folder.resolve(name);
        var command = new java.util.ArrayList<String>();
        command.addAll(java.util.List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "test-only"));
        command.addAll(java.util.List.of("-f", file.toString()));
        command.addAll(java.util.List.of(more));
        run(command.toArray(String[]::new));
        return file;
    }

    static String publicKey(Path privateKey) throws Exception {
        return Files.readString(privateKey.resolveSibling(privateKey.getFileName() + ".pub"))
                .strip();
    }

    static String run(String... command) throws Exception {
        Installed.assume(command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
        return output.strip();
    }
}
