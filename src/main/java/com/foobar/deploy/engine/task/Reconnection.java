package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.module.ControlEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until a host can be logged in to, for wait_for_connection. */
final class Reconnection {
    private final Asker asker;
    private final Prepared<?> prepared;

    Reconnection(Asker asker, Prepared<?> prepared) {
        this.asker = asker;
        this.prepared = prepared;
    }

    /** Why the host cannot be reached when time is up; empty once it can. */
    Optional<String> await(ControlEffect.AwaitConnection desired) {
        Instant end = Instant.now().plus(desired.timeout());
        sleep(desired.delay());
        while (true) {
            Optional<String> problem = tryOnce();
            if (problem.isEmpty() || Instant.now().plus(desired.sleep()).isAfter(end)) {
                return problem;
            }
            prepared.target().resetConnections();
            sleep(desired.sleep());
        }
    }

    private Optional<String> tryOnce() {
        try {
            asker.connect(prepared.target(), prepared.settings(), prepared.become())
                    .worker(prepared.become())
                    .run(WorkerStep.asking(ShellText.lit(":")));
            return Optional.empty();
        } catch (DeployException e) {
            if (e.diagnostic().code().exit() != ExitCode.HOSTS_UNREACHABLE) {
                throw e;
            }
            return Optional.of(e.diagnostic().message());
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
