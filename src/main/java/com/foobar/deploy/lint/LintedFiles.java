package com.foobar.deploy.lint;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.lint.SourceFile.Kind;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds and reads the files of a project: playbooks, roles, variables and templates. */
public final class LintedFiles {
    private static final Set<String> VARIABLES = Set.of("defaults", "vars", "group_vars", "host_vars");
    /** How far up a directory's name still says what a file is: `templates/etc/app/app.conf`. */
    private static final int DEEPEST = 5;

    private static final long LARGEST = 1_000_000;

    private final YamlFile yaml;
    private final Map<Path, SourceFile> found = new LinkedHashMap<>();

    private final List<Diagnostic> problems = new ArrayList<>();

    public LintedFiles(VaultReader vault) {
        this.yaml = new YamlFile(vault);
    }

    public List<SourceFile> files() {
        return List.copyOf(found.values());
    }

    /** What is no valid YAML. */
    public List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    /** The playbooks among them, in order. */
    public List<Path> playbooks() {
        return found.values().stream()
                .filter(file -> file.kind() == Kind.PLAYBOOK)
                .map(SourceFile::path)
                .toList();
    }

    /** A file, or everything in a directory that looks like a project's. */
    public void add(Path path) {
        Path plain = path.normalize();
        if (Files.isDirectory(path)) {
            folder(plain.toString().isEmpty() ? Path.of(".") : plain);
        } else {
            file(plain);
        }
    }

    private void folder(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            var files = new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(file -> !hidden(folder.relativize(file)))
                    .sorted()
                    .toList());
            files.forEach(this::file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static boolean hidden(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.startsWith(".") && name.length() > 1 || name.equals("target") || name.equals("node_modules")) {
                return true;
            }
        }
        return false;
    }

    /** Once, by whichever of its names comes first. */
    private void file(Path path) {
        Path plain = path.normalize();
        Path key = plain.toAbsolutePath().normalize();
        if (!found.containsKey(key)) {
            read(plain).ifPresent(file -> found.put(key, file));
        }
    }

    private Optional<SourceFile> read(Path path) {
        List<String> lines;
        try {
            if (Files.size(path) > LARGEST) {
                return Optional.empty();
            }
            lines = Files.readAllLines(path);
        } catch (CharacterCodingException _) {
            return Optional.empty(); // no text
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        boolean encrypted = !lines.isEmpty() && lines.getFirst().startsWith("$ANSIBLE_VAULT;");
        Kind kind = kind(path);
        boolean parsed = !encrypted && kind != Kind.TEMPLATE && path.toString().matches(".*\\.ya?ml");
        Optional<YamlNode> root = parsed ? parse(path) : Optional.empty();
        return Optional.of(new SourceFile(
                path, isPlaybook(kind, root) ? Kind.PLAYBOOK : kind, encrypted ? List.of() : lines, root));
    }

    private Optional<YamlNode> parse(Path path) {
        try {
            return yaml.read(path);
        } catch (DeployException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    /** By the directory, as in a role; what lies elsewhere is told by its content. */
    private static Kind kind(Path path) {
        for (int i = path.getNameCount() - 2; i >= Math.max(0, path.getNameCount() - DEEPEST); i--) {
            String name = path.getName(i).toString();
            if (VARIABLES.contains(name)) {
                return Kind.VARIABLES;
            }
            switch (name) {
                case "tasks" -> {
                    return Kind.TASKS;
                }
                case "handlers" -> {
                    return Kind.HANDLERS;
                }
                case "templates", "files" -> {
                    return Kind.TEMPLATE;
                }
                default -> {
                    // look further up
                }
            }
        }
        return Kind.OTHER;
    }

    private static boolean isPlaybook(Kind kind, Optional<YamlNode> root) {
        return kind == Kind.OTHER
                && root.isPresent()
                && root.get() instanceof YamlNode.Sequence list
                && !list.items().isEmpty()
                && list.items().getFirst() instanceof YamlNode.Mapping play
                && (play.get("hosts").isPresent() || play.get("import_playbook").isPresent());
    }
}
