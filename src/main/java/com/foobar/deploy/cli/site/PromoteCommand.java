package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.run.RunReporter;
import com.foobar.deploy.cli.terminal.Confirmation;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code promote}: another database takes what is written. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy promote web-02 -i inventories/lab",
            "  foobar-deploy promote web-02 -i inventories/lab --emergency   # the primary is dead",
            "  foobar-deploy replication status -i inventories/lab"
        })
public final class PromoteCommand implements Callable<Integer> {
    /** A dead host must not be waited for. */
    private static final int SECONDS_TO_CONNECT = 2;

    @Parameters(paramLabel = "HOST", description = "The replica that is to be the primary.")
    private String host = "";

    @Option(
            names = "--emergency",
            description = "The primary is dead: it is fenced, and the replica opens with what it has received.")
    private boolean emergency;

    @Option(names = "--force", description = "Promotes again within an hour of the last promotion.")
    private boolean force;

    @Option(
            names = "--unfenced",
            description = "With --emergency: you have made sure yourself that the dead primary is off.")
    private boolean unfenced;

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private SiteConfirmation change = new SiteConfirmation();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var playbook = new OperatePlaybook(
                flags,
                emergency ? "promote-emergency.yml" : "promote.yml",
                spec.commandLine().getErr());
        playbook.checkDatabase(host);
        var variables = new LinkedHashMap<String, String>();
        variables.put("promote_host", host);
        if (force) {
            variables.put("promote_force", "true");
        }
        if (unfenced) {
            variables.put("promote_unfenced", "true");
        }
        if (emergency) {
            flags.connectWithin(SECONDS_TO_CONNECT);
        }
        if (!change.confirmed(
                flags.inventory(),
                () -> Confirmation.ofHost(
                        "promote", host, "promote it", spec.commandLine().getOut()),
                new OperatePlaybook(
                        flags, "replication-status.yml", spec.commandLine().getErr()),
                open -> emergency ? emergencySteps() : plannedSteps(open.orElse("the primary")))) {
            return ExitCode.DECLINED.number();
        }
        RunResult result = playbook.run(variables, RunReporter.view(spec.commandLine(), flags));
        return exit(result).number();
    }

    private List<String> plannedSteps(String from) {
        return List.of(
                from + " is closed; writes wait, or fail with 503, for less than a second",
                host + " applies all that " + from + " has, and opens; where it cannot, " + from + " is opened again",
                from + " follows " + host);
    }

    private List<String> emergencySteps() {
        return List.of(
                "the primary that does not answer is fenced: stopped and masked, or by promote_fence_command",
                host + " applies what it has received, and opens; what it has not received is lost",
                "the dead one comes back later, with `foobar-deploy rejoin`");
    }

    /** In an emergency the dead host counts neither as failed nor as unreachable; only the new primary does. */
    private ExitCode exit(RunResult result) {
        if (!emergency || result.exit() == ExitCode.LOCKED) {
            return result.exit();
        }
        boolean promoted = result.recap().containsKey(host)
                && result.recap().get(host).failed() + result.recap().get(host).unreachable() == 0;
        return promoted ? ExitCode.FINE : ExitCode.HOSTS_FAILED;
    }
}
