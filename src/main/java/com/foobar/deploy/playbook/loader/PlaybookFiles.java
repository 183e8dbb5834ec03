package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** YAML files, each read once. Thread-safe. */
final class PlaybookFiles {
    private final YamlFile yaml;
    private final Map<Path, Optional<YamlNode>> read = new ConcurrentHashMap<>();

    PlaybookFiles(VaultReader vault) {
        this.yaml = new YamlFile(vault);
    }

    /** Empty for a file without a document. */
    Optional<YamlNode> read(Path file) {
        return read.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> yaml.read(file))
                .filter(node -> !Shapes.isNull(node));
    }

    /** The items of a file that holds a list. */
    List<YamlNode> list(Path file, String what) {
        return read(file).map(node -> items(node, what)).orElse(List.of());
    }

    private static List<YamlNode> items(YamlNode node, String what) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        throw Diagnostic.of(ErrorCode.YAML_SHAPE, "a file of " + what + " is a list, and this is " + node.kind())
                .at(node.place())
                .advise("start each entry with `- `")
                .toException();
    }

    /**
     * The first of the candidates that exists.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_FOUND that names the candidates
     */
    static Path firstOf(List<Path> candidates, String what, String name, Place place) {
        return candidates.stream().filter(Files::isRegularFile).findFirst().orElseThrow(() -> {
            var diagnostic = Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no " + what + " `" + name + "`")
                    .at(place)
                    .suggest(
                            name,
                            candidates.stream()
                                    .flatMap(path -> FolderNames.beside(path).stream())
                                    .toList());
            return diagnostic
                    .advise("looked for "
                            + String.join(
                                    ", ",
                                    candidates.stream().map(Path::toString).toList()))
                    .toException();
        });
    }
}
