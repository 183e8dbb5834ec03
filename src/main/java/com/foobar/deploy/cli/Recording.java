package com.foobar.deploy.cli;

import com.foobar.deploy.engine.RunOptions;
import com.foobar.deploy.record.RunRecorder;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Begins the record of a run. */
final class Recording {
    private Recording() {}

    /** @param command apply or plan */
    static RunRecorder begin(RunOptions options, String command, PrintWriter err) {
        return RunRecorder.begin(
                options,
                command,
                RunFlags.keptRuns(),
                Version.number(),
                InstantSource.system(),
                trouble -> err.println("warning: " + trouble));
    }
}
