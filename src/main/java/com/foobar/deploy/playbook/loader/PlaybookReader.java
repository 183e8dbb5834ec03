package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the plays of a file and of the playbooks that it imports. */
final class PlaybookReader {
    private final PlaybookFiles files;
    private final KeywordReader keywords;
    private final KnownNames names;
    private final PlayReader plays;

    PlaybookReader(PlaybookFiles files, KeywordReader keywords, KnownNames names, PlayReader plays) {
        this.files = files;
        this.keywords = keywords;
        this.names = names;
        this.plays = plays;
    }

    List<Play> read(Path file) {
        return read(file, Keywords.NONE, List.of(), Place.of(file.toString()));
    }

    private List<Play> read(Path file, Keywords imported, List<String> chain, Place place) {
        String self = file.normalize().toString();
        if (chain.contains(self)) {
            throw LoadContext.cycle(chain, self, place).toException();
        }
        var longer = new ArrayList<>(chain);
        longer.add(self);
        var all = new ArrayList<Play>();
        var problems = new Problems();
        for (YamlNode item : files.list(file, "plays")) {
            if (!(item instanceof YamlNode.Mapping mapping)) {
                throw Diagnostic.of(ErrorCode.YAML_SHAPE, "a play is a mapping, and this is " + item.kind())
                        .at(item.place())
                        .toException();
            }
            problems.collect(() -> all.addAll(
                    isImport(mapping)
                            ? imported(mapping, file, imported, longer)
                            : List.of(plays.read(mapping, file, imported))));
        }
        problems.refuse();
        return all;
    }

    private static boolean isImport(YamlNode.Mapping mapping) {
        return mapping.entries().stream().anyMatch(PlaybookReader::isImport);
    }

    private static boolean isImport(YamlNode.Entry entry) {
        return FileStatement.find(entry.name())
                .filter(found -> found == FileStatement.IMPORT_PLAYBOOK || found == FileStatement.INCLUDE)
                .isPresent();
    }

    private List<Play> imported(YamlNode.Mapping mapping, Path file, Keywords outer, List<String> chain) {
        YamlNode name = null;
        for (YamlNode.Entry entry : mapping.entries()) {
            if (isImport(entry)) {
                name = entry.value();
            } else if (!keywords.check(entry, Use.IMPORT_PLAYBOOK)) {
                throw KeywordReader.unknown(entry, Use.IMPORT_PLAYBOOK).toException();
            }
        }
        if (name == null) {
            throw new IllegalStateException("called for an import only");
        }
        Keywords own = keywords.read(mapping, Use.IMPORT_PLAYBOOK).inside(outer);
        var known = new LinkedHashMap<String, Value>(own.vars());
        String target = names.render("import_playbook", Shapes.text("import_playbook", name), known, name.place());
        Path found = PlaybookFiles.firstOf(
                List.of(file.resolveSibling(target).normalize()), "playbook", target, name.place());
        return read(found, own, chain, name.place());
    }
}
