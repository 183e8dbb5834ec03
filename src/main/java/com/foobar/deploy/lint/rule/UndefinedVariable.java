package com.foobar.deploy.lint.rule;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.NearestName;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.lint.SourceFile.Kind;
import com.foobar.deploy.template.syntax.UsedName;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names that nothing in the project gives a value. */
final class UndefinedVariable implements Rule {
    private static final Set<String> CONDITIONS =
            Set.of("when", "changed_when", "failed_when", "until", "that", "break_when");
    private static final Set<String> NAMING = Set.of("register", "loop_var", "index_var");
    private static final Set<String> GIVEN = Set.of(
            "item",
            "inventory_hostname",
            "inventory_hostname_short",
            "inventory_dir",
            "inventory_file",
            "groups",
            "group_names",
            "hostvars",
            "playbook_dir",
            "role_path",
            "role_name",
            "play_hosts",
            "omit",
            "vars",
            "environment",
            "template_path",
            "template_host",
            "template_uid",
            "template_run_date",
            "template_fullpath",
            "template_destpath",
            "template_mtime");

    @Override
    public String id() {
        return "undefined-variable";
    }

    @Override
    public String about() {
        return "An expression uses a name that no file of the project and no host of the inventory gives a value.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        boolean hidden =
                project.ofKind(Kind.VARIABLES).anyMatch(file -> file.lines().isEmpty());
        if (project.inventory().isEmpty() || hidden) {
            return Stream.of(); // what the inventory or an encrypted file defines is unknown
        }
        List<UsedName> used = used(project);
        Set<String> known = defined(project);
        used.stream().filter(UsedName::guarded).map(UsedName::name).forEach(known::add);
        return used.stream()
                .filter(name -> !known.contains(name.name()) && !name.name().startsWith("ansible_"))
                .map(name -> finding(name, known));
    }

    private Finding finding(UsedName name, Set<String> known) {
        String near = NearestName.of(name.name(), known.stream().sorted().toList())
                .map(other -> "; did you mean `" + other + "`?")
                .orElse("");
        return Finding.of(id(), name.place().orElse(Place.of("")), "nothing defines `" + name.name() + "`" + near);
    }

    /** Any key may be a variable where something reads it as such: better a miss than a false alarm. */
    private static Set<String> defined(Project project) {
        var names = new HashSet<>(GIVEN);
        project.inventory().ifPresent(inventory -> {
            for (Host host : inventory.hosts()) {
                names.addAll(inventory.variables(host).keySet());
            }
        });
        project.files().stream().flatMap(SourceFile::mappings).forEach(mapping -> {
            for (YamlNode.Entry entry : mapping.entries()) {
                names.add(entry.name());
                if (entry.name().equals("hosts")) {
                    parameters(project, entry.value(), names);
                }
                if (NAMING.contains(entry.name()) || entry.name().equals("name")) {
                    names.add(String.valueOf(entry.value().toValue()));
                }
            }
        });
        return names;
    }

    /** Names in the pattern of a play are there to be given on the command line. */
    private static void parameters(Project project, YamlNode pattern, Set<String> names) {
        var used = new ArrayList<UsedName>();
        within(project, pattern, used);
        used.forEach(name -> names.add(name.name()));
    }

    private static List<UsedName> used(Project project) {
        var used = new ArrayList<UsedName>();
        for (SourceFile file : project.files()) {
            if (file.kind() == Kind.TEMPLATE) {
                used.addAll(inTemplate(project, file));
            } else {
                file.root().ifPresent(root -> within(project, root, used));
            }
        }
        return used;
    }

    private static List<UsedName> inTemplate(Project project, SourceFile file) {
        return file.path().toString().endsWith(".j2")
                ? safely(() -> project.templates().namesInFile(file.path()))
                : List.of();
    }

    private static void within(Project project, YamlNode node, List<UsedName> used) {
        switch (node) {
            case YamlNode.Scalar scalar ->
                text(scalar)
                        .filter(TextValue::template)
                        .ifPresent(text ->
                                used.addAll(safely(() -> project.templates().namesInText(text.text(), text.place()))));
            case YamlNode.Sequence list -> list.items().forEach(item -> within(project, item, used));
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    if (CONDITIONS.contains(entry.name())) {
                        conditions(project, entry.value(), used);
                    } else {
                        within(project, entry.value(), used);
                    }
                });
        }
    }

    private static void conditions(Project project, YamlNode node, List<UsedName> used) {
        switch (node) {
            case YamlNode.Scalar scalar ->
                text(scalar)
                        .filter(text -> !text.text().isBlank())
                        .ifPresent(text -> used.addAll(
                                safely(() -> project.templates().namesInExpression(text.text(), text.place()))));
            case YamlNode.Sequence list -> list.items().forEach(item -> conditions(project, item, used));
            case YamlNode.Mapping mapping -> within(project, mapping, used);
        }
    }

    private static Optional<TextValue> text(YamlNode.Scalar scalar) {
        return scalar.value() instanceof TextValue text ? Optional.of(text) : Optional.empty();
    }

    /** What does not parse is told by the loader, with more to say. */
    private static List<UsedName> safely(java.util.function.Supplier<List<UsedName>> names) {
        try {
            return names.get();
        } catch (DeployException _) {
            return List.of();
        }
    }
}
