package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.RoleInstance.Audience;
import com.foobar.deploy.playbook.RoleUse;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Unfolds roles: dependencies first, then the role's own tasks. Thread-safe. */
final class RoleReader {
    private record Key(
            Path folder,
            Map<String, String> from,
            Map<String, Value> params,
            Set<String> tags,
            List<Value> when,
            Map<String, Value> vars) {}

    private final TaskListReader lists;
    private final KeywordReader keywords;
    private final PlaybookFiles files;
    private final RoleFiles roleFiles;
    private final RoleFinder finder;
    private final Map<Key, String> keys = new ConcurrentHashMap<>();

    RoleReader(TaskListReader lists, KeywordReader keywords, PlaybookFiles files, RoleFinder finder) {
        this.lists = lists;
        this.keywords = keywords;
        this.files = files;
        this.roleFiles = new RoleFiles(files);
        this.finder = finder;
    }

    /** The tasks of the role and of those it depends on; the context gathers roles and handlers. */
    List<Node> read(RoleUse use, LoadContext asking) {
        Path folder = finder.find(use.name(), asking.shared().playbookFolder(), asking.roles(), use.place());
        LoadContext around = asking.importing(use.title(), use.place()).inside(use.keywords());
        YamlNode.Mapping meta = roleFiles.meta(folder);
        Optional<Path> entry = roleFiles.entry(folder, "tasks", use.entry("tasks"), use.place());
        RoleInstance role = instance(use, folder, meta, around, entry.isPresent());
        LoadContext inner = around.inRole(role);
        var nodes = new ArrayList<Node>();
        for (YamlNode dependency : dependencies(meta)) {
            nodes.addAll(read(use(dependency).seenBy(use.audience().ofDependency()), inner));
        }
        List<TaskNode> handlers = handlers(use, folder, inner);
        asking.gathered().add(role, handlers);
        entry.ifPresent(file -> nodes.addAll(lists.imports().tasksOf(file, inner, use.place())));
        return nodes;
    }

    private RoleInstance instance(
            RoleUse use, Path folder, YamlNode.Mapping meta, LoadContext around, boolean hasTasks) {
        return new RoleInstance(
                use.name().contains("/") ? String.valueOf(folder.getFileName()) : use.name(),
                folder,
                roleFiles.variables(folder, "defaults", use.entry("defaults"), Precedence.ROLE_DEFAULTS, use.place()),
                vars(use, folder),
                use.params(),
                use.entry("tasks"),
                around.roles().isEmpty()
                        ? Optional.empty()
                        : Optional.of(around.roles().getLast()),
                around.keywords().when(),
                hasTasks,
                onceKey(use, folder, meta),
                use.audience());
    }

    /** A file named by {@code vars_from} stands in for main. */
    private Map<String, com.foobar.deploy.value.Variable> vars(RoleUse use, Path folder) {
        return roleFiles.variables(folder, "vars", use.entry("vars"), Precedence.ROLE_VARS, use.place());
    }

    private Optional<String> onceKey(RoleUse use, Path folder, YamlNode.Mapping meta) {
        boolean repeatable = KeywordReader.node(meta, "allow_duplicates")
                .map(node -> Shapes.flag("allow_duplicates", node))
                .orElse(false);
        if (!use.once() || repeatable) {
            return Optional.empty();
        }
        Keywords own = use.keywords();
        var key = new Key(
                folder.toAbsolutePath().normalize(), use.from(), use.params(), own.tags(), own.when(), own.vars());
        return Optional.of(keys.computeIfAbsent(key, _ -> use.name() + "#" + keys.size()));
    }

    private List<TaskNode> handlers(RoleUse use, Path folder, LoadContext inner) {
        return roleFiles
                .entry(folder, "handlers", use.entry("handlers"), use.place())
                .map(file -> lists.handlers(files.list(file, "handlers"), inner.inFile(file)))
                .orElse(List.of());
    }

    private static List<YamlNode> dependencies(YamlNode.Mapping meta) {
        return meta.get("dependencies")
                .map(node -> Shapes.list("dependencies", node))
                .orElse(List.of());
    }

    /** An entry of {@code roles} or of a role's dependencies. */
    RoleUse use(YamlNode entry) {
        if (entry instanceof YamlNode.Scalar) {
            String name = Shapes.text("roles", entry).text();
            return new RoleUse(name, Map.of(), Keywords.NONE, Map.of(), true, Audience.PLAY, entry.place());
        }
        YamlNode.Mapping mapping = Shapes.mapping("roles", entry);
        String key = List.of("role", "name", "src").stream()
                .filter(name -> KeywordReader.node(mapping, name).isPresent())
                .findFirst()
                .orElseThrow(() -> Diagnostic.of(ErrorCode.KEYWORD_VALUE, "this entry names no role")
                        .at(mapping.place())
                        .advise("write `role: NAME`")
                        .toException());
        String name =
                Shapes.text(key, KeywordReader.node(mapping, key).orElseThrow()).text();
        var from = new LinkedHashMap<String, String>();
        Map<String, Value> params = params(mapping, from);
        return new RoleUse(name, params, keywords.read(mapping, Use.ROLE), from, true, Audience.PLAY, mapping.place());
    }

    private Map<String, Value> params(YamlNode.Mapping mapping, Map<String, String> from) {
        var params = new LinkedHashMap<String, Value>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.name();
            if (name.equals("role")
                    || name.equals("src")
                    || name.equals("version")
                    || keywords.check(entry, Use.ROLE)) {
                continue;
            }
            if (name.matches("(tasks|vars|defaults|handlers)_from")) {
                from.put(
                        name.substring(0, name.indexOf('_')),
                        Shapes.text(name, entry.value()).text());
            } else {
                params.put(
                        Shapes.variableName(name, entry.key().place()),
                        entry.value().toValue());
            }
        }
        return params;
    }
}
