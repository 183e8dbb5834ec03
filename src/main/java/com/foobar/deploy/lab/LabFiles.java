package com.foobar.deploy.lab;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The lab's files on this machine: the key that logs in, the hosts' keys, an inventory. */
final class LabFiles {
    private static final List<String> NAMES = List.of("id_ed25519", "id_ed25519.pub", "known_hosts", "hosts.yml");

    private final LabOptions options;

    LabFiles(LabOptions options) {
        this.options = options;
    }

    boolean complete() {
        return NAMES.stream().allMatch(name -> Files.exists(options.folder().resolve(name)));
    }

    /** The public line of the login key, which is made where there is none. */
    String loginKey() {
        Path line = options.folder().resolve("id_ed25519.pub");
        try {
            if (!Files.exists(line) || !Files.exists(options.privateKey())) {
                LoginKey key = LoginKey.generate("foobar-deploy-" + options.name());
                Files.createDirectories(options.folder());
                write(options.privateKey(), key.privateText());
                write(line, key.publicLine() + "\n");
            }
            return Files.readString(line).strip();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Overrides what inventories/lab says of the connection; for a lab of another name, ports or hosts. */
    void writeInventory() {
        var text = new StringBuilder("# Made by `foobar-deploy lab up`.\nall:\n  hosts:\n");
        for (LabHost host : options.labHosts()) {
            text.append("    ").append(host.name()).append(":\n");
            text.append("      ansible_host: 127.0.0.1\n");
            text.append("      ansible_port: ").append(host.sshPort()).append('\n');
            text.append("      private_address: ").append(host.address()).append('\n');
        }
        text.append("  vars:\n    ansible_user: deploy\n");
        text.append("    tls_public_port: ").append(options.ports().https()).append('\n');
        text.append("    tls_authority_copy: '").append(options.authority()).append("'\n");
        // Not by `inventory_dir`: for a host of two sources that is the directory of the first.
        text.append("    ansible_ssh_private_key_file: '")
                .append(options.privateKey())
                .append("'\n");
        text.append("    ansible_ssh_common_args: '-o UserKnownHostsFile=\"")
                .append(options.knownHosts())
                .append("\"'\n");
        write(options.inventory(), text.toString());
    }

    /** @param keys the public keys of each host, as in its {@code .pub} files */
    void writeKnownHosts(Map<LabHost, List<String>> keys) {
        var text = new StringBuilder();
        keys.forEach((host, lines) -> lines.forEach(line -> text.append("[127.0.0.1]:")
                .append(host.sshPort())
                .append(' ')
                .append(withoutComment(line))
                .append('\n')));
        write(options.knownHosts(), text.toString());
    }

    private static String withoutComment(String line) {
        String[] words = line.split(" ");
        return words.length > 2 ? words[0] + " " + words[1] : line;
    }

    void delete() {
        try {
            for (String name : NAMES) {
                Files.deleteIfExists(options.folder().resolve(name));
            }
            Files.deleteIfExists(options.authority());
            if (Files.exists(options.folder()) && isEmpty(options.folder())) {
                Files.delete(options.folder());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private void write(Path file, String text) {
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.PRIVATE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(IOException e) {
        return Diagnostic.of(
                        ErrorCode.FILE_NOT_READABLE,
                        "cannot keep the lab's files in `" + options.folder() + "`: " + e.getMessage())
                .advise("run it from a directory that you may write to")
                .toException(e);
    }
}
