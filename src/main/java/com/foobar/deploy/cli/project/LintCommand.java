package com.foobar.deploy.cli.project;

import com.foobar.deploy.cli.option.InventoryOptions;
import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Modules;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Fixing;
import com.foobar.deploy.lint.LintedFiles;
import com.foobar.deploy.lint.Linter;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.SourceFile;
import com.foobar.deploy.lint.Surroundings;
import com.foobar.deploy.lint.rule.Rules;
import com.foobar.deploy.template.Templates;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.vault.VaultFile;
import com.foobar.deploy.view.ErrorText;
import com.foobar.deploy.view.Style;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint}: what can be said against a project before it is run. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy lint",
            "  foobar-deploy lint playbooks roles -i inventories/production",
            "  foobar-deploy lint --fix",
            "  foobar-deploy lint --rules"
        })
public final class LintCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files and directories; by default the one you are in.")
    private List<Path> paths = List.of();

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Option(
            names = "--roles-path",
            paramLabel = "PATH",
            description = "More directories of roles, separated by colons.")
    private @Nullable String rolesPath;

    @Option(names = "--fix", description = "Applies the fixes that do not change what a playbook does.")
    private boolean fix;

    @Option(names = "--rules", description = "Lists the rules.")
    private boolean rules;

    private final Modules modules = new Modules();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (rules) {
            Rules.ALL.forEach(rule -> out.printf("%-22s %s%n", rule.id(), rule.about()));
            return ExitCode.FINE.number();
        }
        VaultReader vault = inventory.vault();
        List<Path> named = paths.isEmpty() ? Surroundings.parts(Path.of("")) : paths;
        var files = new LintedFiles(vault);
        named.forEach(path -> add(files, path));
        var templates = new Templates(vault, System.getenv());
        int errors = load(files, vault, templates);
        var asked = files.files().stream().map(file -> file.path().toString()).collect(Collectors.toSet());
        Surroundings.of(paths).forEach(files::add);
        var project = new Project(files.files(), hosts(vault), templates, modules.names());
        List<Finding> found = new Linter(Rules.ALL)
                .findings(project).stream()
                        .filter(finding -> asked.contains(finding.place().file()))
                        .toList();
        List<Finding> left = fix ? settle(project, found) : found;
        left.forEach(out::println);
        summary(out, left, found.size() - left.size(), errors);
        return (left.isEmpty() && errors == 0 ? ExitCode.FINE : ExitCode.FINDINGS).number();
    }

    private static void add(LintedFiles files, Path path) {
        if (!Files.exists(path.toAbsolutePath())) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_FOUND, "there is no `" + path + "`")
                    .toException();
        }
        files.add(path);
    }

    private Optional<Inventory> hosts(VaultReader vault) {
        return inventory.named()
                ? Optional.of(Inventory.load(inventory.sources(), Optional.empty(), vault))
                : Optional.empty();
    }

    /** What the loader refuses is shown as it would be by apply. */
    private int load(LintedFiles files, VaultReader vault, Templates templates) {
        files.problems().forEach(this::show);
        int errors = files.problems().size();
        List<Path> roles = Optional.ofNullable(rolesPath).stream()
                .flatMap(text -> List.of(text.split(":")).stream())
                .map(Path::of)
                .toList();
        for (Path playbook : files.playbooks()) {
            try {
                modules.loader(vault, roles, Map.of(), templates).load(playbook);
            } catch (DeployException e) {
                errors += e.all().size();
                e.all().forEach(this::show);
            }
        }
        return errors;
    }

    private void show(Diagnostic problem) {
        var style = Style.of(System.getenv(), Terminals.interactive());
        spec.commandLine().getOut().print(ErrorText.of(problem, style));
    }

    private static List<Finding> settle(Project project, List<Finding> found) {
        Map<String, List<Finding>> byFile = found.stream()
                .filter(finding -> finding.fix().isPresent())
                .collect(Collectors.groupingBy(finding -> finding.place().file()));
        byFile.forEach((name, fixable) -> project.file(name).ifPresent(file -> write(file, fixable)));
        return found.stream().filter(finding -> finding.fix().isEmpty()).toList();
    }

    private static void write(SourceFile file, List<Finding> fixable) {
        String text = String.join("\n", Fixing.fixed(file.lines(), fixable)) + "\n";
        new VaultFile(file.path()).replace(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void summary(PrintWriter out, List<Finding> left, int fixed, int errors) {
        long fixable =
                left.stream().filter(finding -> finding.fix().isPresent()).count();
        var text = new StringBuilder(left.isEmpty() && errors == 0 ? "nothing found" : left.size() + " found");
        if (errors > 0) {
            text.append(", ").append(errors).append(errors == 1 ? " error" : " errors");
        }
        if (fixed > 0) {
            text.append(", ").append(fixed).append(" fixed");
        }
        if (fixable > 0) {
            text.append("; --fix would fix ").append(fixable);
        }
        out.println(text);
        out.flush();
    }
}
