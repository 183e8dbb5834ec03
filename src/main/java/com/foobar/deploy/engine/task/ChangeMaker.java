package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.HostChange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes changes on a host, in order; those that need nothing of each other's outcome are sent in one go. */
final class ChangeMaker {
    /**
     * What came of it.
     *
     * @param failed the index of the change that failed, or -1
     */
    record Made(List<StepResult> outcomes, int failed) {
        boolean ok() {
            return failed < 0;
        }

        boolean stale() {
            return failed >= 0 && outcomes.get(failed).rc() == HostChange.STALE;
        }
    }

    /** Bytes kept of each of stdout and stderr: what a command prints may be endless. */
    static final int OUTPUT_LIMIT = 8 << 20;

    private final HostConnection connection;
    private final Become become;
    private final Optional<Duration> timeout;
    private final TaskProgress progress;

    /** @param timeout of each change, where it is shorter than the change's own */
    ChangeMaker(HostConnection connection, Become become, Optional<Duration> timeout, TaskProgress progress) {
        this.connection = connection;
        this.become = become;
        this.timeout = timeout;
        this.progress = progress;
    }

    Made make(List<HostChange> changes) {
        var outcomes = new ArrayList<StepResult>();
        int next = 0;
        while (next < changes.size()) {
            int end = endOfBatch(changes, next);
            List<StepResult> batch =
                    end > next + 1 ? sendTogether(changes.subList(next, end)) : List.of(makeOne(changes.get(next)));
            outcomes.addAll(batch);
            int failed = firstFailure(changes, outcomes, next);
            if (failed >= 0) {
                return new Made(outcomes, failed);
            }
            next = end;
        }
        return new Made(outcomes, -1);
    }

    private static int firstFailure(List<HostChange> changes, List<StepResult> outcomes, int from) {
        for (int i = from; i < outcomes.size(); i++) {
            if (!outcomes.get(i).ok() && !changes.get(i).mayFail()) {
                return i;
            }
        }
        return -1;
    }

    private static int endOfBatch(List<HostChange> changes, int from) {
        int end = from;
        while (end < changes.size() && pipelines(changes.get(end))) {
            end++;
        }
        return Math.max(end, from + 1);
    }

    private static boolean pipelines(HostChange change) {
        return change instanceof HostChange.Scripted scripted
                && scripted.input().isEmpty()
                && !change.mayFail();
    }

    private List<StepResult> sendTogether(List<HostChange> changes) {
        Worker worker = connection.worker(become);
        var steps = new ArrayList<WorkerStep>();
        for (HostChange change : changes) {
            if (change instanceof HostChange.Scripted scripted) {
                steps.add(bounded(WorkerStep.changing(scripted.script()), scripted));
            }
        }
        return worker.runTogether(steps);
    }

    private StepResult makeOne(HostChange change) {
        try {
            return switch (change) {
                case HostChange.Direct direct ->
                    direct.perform(new CountedConnection(connection, change.describe(), progress), become);
                case HostChange.Scripted scripted ->
                    scripted.input().isPresent()
                            ? stream(scripted, scripted.input().get())
                            : runAlone(scripted);
            };
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.CONNECTION_LOST, change.describe() + ": " + e.getMessage())
                    .toException(e);
        }
    }

    private StepResult stream(HostChange.Scripted change, HostChange.Source source) throws IOException {
        try (InputStream input = progress.sent(change.describe(), source.open())) {
            return connection.stream(become, change.script(), input, OutputStream.nullOutputStream());
        }
    }

    /** Whether its failure counts is judged here. */
    private StepResult runAlone(HostChange.Scripted change) {
        Worker worker = connection.worker(become);
        return worker.run(bounded(WorkerStep.alone(change.script()), change).watchedBy(progress.printed()));
    }

    private WorkerStep bounded(WorkerStep step, HostChange.Scripted change) {
        Duration own = change.bound();
        Duration bound = timeout.filter(desired -> desired.compareTo(own) < 0).orElse(own);
        return step.within(bound).keeping(OUTPUT_LIMIT);
    }
}
