package com.foobar.deploy.engine.run;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The {@code vars_files} of plays, each read once, for a plan and the apply that follows it. Thread-safe. */
public final class VarsFileCache {
    private final YamlFile yaml;
    private final Map<Path, Map<String, Value>> read = new ConcurrentHashMap<>();

    VarsFileCache(VaultReader vault) {
        this.yaml = new YamlFile(vault);
    }

    public Map<String, Value> read(Path path) {
        return read.computeIfAbsent(path, this::parsed);
    }

    private Map<String, Value> parsed(Path path) {
        YamlNode node = yaml.read(path).orElse(null);
        return switch (node) {
            case null -> Map.of();
            case YamlNode.Mapping mapping -> mapping.toValue().strings();
            case YamlNode.Sequence other -> throw wrongShape(other);
            case YamlNode.Scalar other -> throw wrongShape(other);
        };
    }

    private static RuntimeException wrongShape(YamlNode node) {
        return Diagnostic.of(ErrorCode.YAML_SHAPE, "a vars file holds a mapping, this is " + node.kind())
                .at(node.place())
                .toException();
    }
}
