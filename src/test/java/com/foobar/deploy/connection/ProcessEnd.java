package com.foobar.deploy.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a process that is not our child: dead, though perhaps not yet reaped by a slow init. */
public final class ProcessEnd {
    private ProcessEnd() {}

    public static void await(long pid) {
        while (isRunning(pid)) {
            Thread.yield();
        }
    }

    private static boolean isRunning(long pid) {
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException goneOrNoProc) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }
}
