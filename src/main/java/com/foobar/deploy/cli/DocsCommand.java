package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Modules;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.view.ModuleText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docs}: modules and their arguments. */
@Command(
        name = "docs",
        description = "Explains a module and its arguments.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy docs --list", "  foobar-deploy docs template"})
final class DocsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "MODULE", description = "The module.")
    private @Nullable String module;

    @Option(names = "--list", description = "Lists the modules.")
    private boolean list;

    @Option(names = "--markdown", description = "Prints docs/modules.md.")
    private boolean markdown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String wanted = module;
        ModuleRegistry registry = new Modules().registry();
        if (markdown) {
            out.print(ModuleText.markdown(registry));
        } else if (list || wanted == null) {
            registry.names().stream()
                    .sorted()
                    .forEach(name ->
                            registry.find(name).ifPresent(found -> out.printf("%-24s %s%n", name, found.summary())));
        } else {
            out.print(ModuleText.terminal(find(registry, wanted)));
        }
        out.flush();
        return ExitCode.FINE.number();
    }

    private static Module<?> find(ModuleRegistry registry, String name) {
        return registry.find(name)
                .orElseThrow(() -> Diagnostic.of(ErrorCode.UNKNOWN_MODULE, "there is no module `" + name + "`")
                        .suggest(name, registry.names())
                        .toException());
    }
}
