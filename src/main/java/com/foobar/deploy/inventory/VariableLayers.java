package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** Lays the variables of a host on each other, from level 3 to level 10. */
final class VariableLayers {
    private static final Place IMPLICIT = Place.of("<implicit localhost>");

    private final GroupTree tree;
    private final List<VariableFiles> beside;

    private VariableLayers(GroupTree tree, List<VariableFiles> beside) {
        this.tree = tree;
        this.beside = beside;
    }

    static VariableLayers of(
            GroupTree tree, SequencedSet<Path> inventoryFolders, Optional<Path> playbookFolder, YamlFile yaml) {
        var reader = new VariableFileReader(yaml);
        var beside = new ArrayList<VariableFiles>();
        inventoryFolders.forEach(folder -> beside.add(new VariableFiles(folder, false, reader)));
        playbookFolder.ifPresent(folder -> beside.add(new VariableFiles(folder, true, reader)));
        return new VariableLayers(tree, beside);
    }

    /** The same files over another tree. */
    VariableLayers over(GroupTree other) {
        return new VariableLayers(other, beside);
    }

    List<Path> unusedFiles() {
        return beside.stream()
                .flatMap(files -> Stream.concat(
                        files.unusedGroups(name -> tree.find(name).isPresent()),
                        files.unusedHosts(name -> tree.hasHost(name) || Selection.LOCAL_NAMES.contains(name))))
                .distinct()
                .toList();
    }

    Candidates of(String host) {
        var all = new Candidates();
        List<Group> groups = tree.groupsOf(host);
        all.addAll(tree.all().variables());
        groups.forEach(group -> all.addAll(group.variables()));
        addGroupFiles(all, List.of(GroupTree.ALL));
        addGroupFiles(all, groups.stream().map(Group::name).toList());
        if (!tree.hasHost(host) && Selection.LOCAL_NAMES.contains(host)) {
            all.add("ansible_connection", new Variable(Value.of("local"), Precedence.INVENTORY_HOST_VARS, IMPLICIT));
        }
        all.addAll(tree.variables(host));
        beside.forEach(files -> all.addAll(files.host(host)));
        return all;
    }

    Candidates ofGroup(Group group) {
        var all = new Candidates();
        all.addAll(group.variables());
        addGroupFiles(all, List.of(group.name()));
        return all;
    }

    /** All inventory directories stand below the playbook's, so the outer loop is over the two kinds. */
    private void addGroupFiles(Candidates all, List<String> groups) {
        for (boolean playbook : new boolean[] {false, true}) {
            for (String group : groups) {
                beside.stream()
                        .filter(files -> files.isPlaybook() == playbook)
                        .forEach(files -> all.addAll(files.group(group)));
            }
        }
    }
}
