package com.foobar.deploy.module.archive;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.file.Path;

/** Why an archive cannot be unpacked. */
final class ArchiveProblem {
    private ArchiveProblem() {}

    static DeployException of(Path file, String why) {
        return Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "the archive `" + file + "` " + why)
                .toException();
    }
}
