package com.foobar.deploy.lint;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of a project.
 *
 * @param lines none of an encrypted file
 * @param root empty for files that are no YAML
 */
public record SourceFile(Path path, Kind kind, List<String> lines, Optional<YamlNode> root) {
    /** What a file is for. */
    public enum Kind {
        PLAYBOOK,
        TASKS,
        HANDLERS,
        VARIABLES,
        TEMPLATE,
        OTHER
    }

    public SourceFile {
        lines = List.copyOf(lines);
    }

    /** The line at a place, or nothing. */
    public String line(Place place) {
        return place.line() >= 1 && place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
    }

    /** The line from the column of a place on. */
    public String from(Place place) {
        String line = line(place);
        return place.column() >= 1 && place.column() <= line.length() ? line.substring(place.column() - 1) : "";
    }

    /** Every mapping in the file, the outer ones first. */
    public Stream<YamlNode.Mapping> mappings() {
        return root.stream().flatMap(SourceFile::mappings);
    }

    private static Stream<YamlNode.Mapping> mappings(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar _ -> Stream.of();
            case YamlNode.Sequence list -> list.items().stream().flatMap(SourceFile::mappings);
            case YamlNode.Mapping mapping ->
                Stream.concat(Stream.of(mapping), mapping.entries().stream().flatMap(entry -> mappings(entry.value())));
        };
    }

    /** Every value in the file that is no list and no mapping. */
    public Stream<YamlNode.Scalar> scalars() {
        return root.stream().flatMap(SourceFile::scalars);
    }

    static Stream<YamlNode.Scalar> scalars(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> Stream.of(scalar);
            case YamlNode.Sequence list -> list.items().stream().flatMap(SourceFile::scalars);
            case YamlNode.Mapping mapping -> mapping.entries().stream().flatMap(entry -> scalars(entry.value()));
        };
    }
}
