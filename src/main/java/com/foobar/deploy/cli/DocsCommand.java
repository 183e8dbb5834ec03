package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Modules;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.view.ErrorPage;
import com.foobar.deploy.view.ModuleText;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docs}: modules and their arguments. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy docs --list",
            "  foobar-deploy docs template",
            "  foobar-deploy docs FD0502",
            "  foobar-deploy docs --errors"
        })
final class DocsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A module, or the code of an error.")
    private @Nullable String module;

    @Option(names = "--list", description = "Lists the modules.")
    private boolean list;

    /** What there are JSON schemas of. */
    enum Schema {
        PLAYBOOK,
        INVENTORY
    }

    @Option(
            names = "--schema",
            paramLabel = "KIND",
            description = "Prints the JSON schema of a playbook or an inventory.")
    private Optional<Schema> schema = Optional.empty();

    @Option(names = "--errors", description = "Lists the error codes.")
    private boolean errors;

    @Option(names = "--markdown", description = "Prints docs/modules.md, with --errors docs/errors.md.")
    private boolean markdown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text());
        out.flush();
        return ExitCode.FINE.number();
    }

    private String text() {
        ModuleRegistry registry = new Modules().registry();
        String wanted = module;
        if (schema.isPresent()) {
            return switch (schema.get()) {
                case PLAYBOOK -> LanguageSchema.playbook(registry);
                case INVENTORY -> LanguageSchema.inventory();
            };
        }
        if (errors) {
            return markdown ? ErrorPage.markdown() : ErrorPage.list();
        }
        if (markdown) {
            return ModuleText.markdown(registry);
        }
        if (list || wanted == null) {
            return modules(registry);
        }
        return ErrorCode.find(wanted)
                .map(ErrorPage::terminal)
                .orElseGet(() -> ModuleText.terminal(find(registry, wanted)));
    }

    private static String modules(ModuleRegistry registry) {
        return registry.names().stream()
                .sorted()
                .flatMap(name ->
                        registry.find(name).stream().map(found -> "%-24s %s%n".formatted(name, found.summary())))
                .collect(Collectors.joining());
    }

    private static Module<?> find(ModuleRegistry registry, String name) {
        return registry.find(name)
                .orElseThrow(() -> Diagnostic.of(ErrorCode.UNKNOWN_MODULE, "there is no module `" + name + "`")
                        .suggest(name, registry.names())
                        .toException());
    }
}
