package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads each source given with {@code -i} into the tree. */
final class InventorySources {
    /** What Ansible passes over in a directory of sources: vars directories, hidden files, backups, settings, texts. */
    private static final Pattern IGNORED = Pattern.compile(
            "\\..*|group_vars|host_vars|vars_plugins|.*(~|\\.(pyc|pyo|swp|bak|rpm|md|txt|rst|orig|ini|cfg|retry))");

    private final GroupTree tree;
    private final YamlFile yaml;
    private final LinkedHashSet<Path> folders = new LinkedHashSet<>();

    InventorySources(GroupTree tree, YamlFile yaml) {
        this.tree = tree;
        this.yaml = yaml;
    }

    /** The directories in which {@code group_vars} and {@code host_vars} may lie, in the order of the sources. */
    SequencedSet<Path> folders() {
        return folders;
    }

    void load(String source) {
        Path path = Path.of(source);
        if (source.contains(",") && !Files.exists(path)) {
            hostList(source);
            return;
        }
        if (!Files.exists(path)) {
            throw missing(source);
        }
        if (Files.isDirectory(path)) {
            folders.add(path);
            folder(path);
        } else {
            folders.add(Optional.ofNullable(path.getParent()).orElse(Path.of("")));
            file(path);
        }
    }

    private static RuntimeException missing(String source) {
        return Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no inventory `" + source + "`")
                .at(Place.of(source))
                .advise("a list of hosts needs a comma, even of one host: `-i " + source + ",`")
                .toException();
    }

    private void hostList(String source) {
        var place = Place.of("<inventory " + source + ">");
        for (String part : splitList(source)) {
            tree.addHosts(HostEntry.parse(part, place), tree.group(GroupTree.UNGROUPED), place);
        }
    }

    private static List<String> splitList(String source) {
        return Stream.of(source.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private void folder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (IGNORED.matcher(entry.getFileName().toString()).matches()) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    folder(entry);
                } else {
                    file(entry);
                }
            }
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot list `" + folder + "`: " + e.getMessage())
                    .at(Place.of(folder.toString()))
                    .toException(e);
        }
    }

    private void file(Path file) {
        if (SourceForm.isScript(file)) {
            new ScriptInventory(tree, yaml).read(file);
            return;
        }
        if (SourceForm.isScriptThatCannotRun(file)) {
            throw Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, "the inventory script `" + file + "` is not executable")
                    .at(Place.of(file.toString()))
                    .advise("make it executable: chmod +x " + file)
                    .toException();
        }
        YamlFile.Text text = yaml.readText(file);
        switch (SourceForm.of(file, text.content())) {
            case INI -> new IniInventory(tree, file.toString(), text.secret()).read(text.content());
            case YAML -> yaml.parse(text, file.toString()).ifPresent(new YamlInventory(tree)::read);
        }
    }
}
