package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.option.Version;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.record.RunRecorder;
import java.io.PrintWriter;
import java.time.InstantSource;

/** The record of a run, which begins with its first event. */
public final class Recording {
    private Recording() {}

    /** @param command apply, plan or verify, or the name of an operation's playbook */
    public static RunRecorder of(RunOptions options, String command, PrintWriter err) {
        return new RunRecorder(
                new RunRecorder.Subject(options, command, Version.number()),
                RunFlags.keptRuns(),
                InstantSource.system(),
                trouble -> err.println("warning: " + trouble));
    }
}
