package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.run.RunReporter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollback}: a release that was there before. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy rollback -i inventories/lab",
            "  foobar-deploy rollback 3f2a91c40b7e -i inventories/lab"
        })
public final class RollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RELEASE", arity = "0..1", description = "Default: the one before the current one.")
    private Optional<String> release = Optional.empty();

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        flags.inventory().requireNamed("rollback");
        return new OperatePlaybook(flags, "rollback.yml", spec.commandLine().getErr())
                .run(
                        release.map(name -> Map.of("release_wanted", name)).orElse(Map.of()),
                        RunReporter.view(spec.commandLine(), flags))
                .exit()
                .number();
    }
}
