package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.run.RunReporter;
import com.foobar.deploy.site.operate.ReleaseArchive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code release}: a new release of the application. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy release build/guestbook -i inventories/lab   # a directory",
            "  foobar-deploy release v1.4 -i inventories/lab              # a revision of this git repository"
        })
public final class ReleaseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH|REF", description = "A directory, an archive, or a git revision.")
    private String what = "";

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        flags.inventory().requireNamed("release");
        var playbook =
                new OperatePlaybook(flags, "release.yml", spec.commandLine().getErr());
        ReleaseArchive archive = ReleaseArchive.of(what, Path.of(".foobar", "releases"), Instant.now());
        return playbook.run(
                        Map.of(
                                "release_id",
                                archive.id(),
                                "release_archive",
                                archive.file().toString()),
                        RunReporter.view(spec.commandLine(), flags))
                .exit()
                .number();
    }
}
