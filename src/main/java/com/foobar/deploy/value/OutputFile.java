package com.foobar.deploy.value;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the controller that are put in place by a rename, which would replace a device as well. */
public final class OutputFile {
    private OutputFile() {}

    /** @throws com.foobar.deploy.diagnostic.DeployException FILE_NOT_WRITABLE, with the kind, where it is no regular file */
    public static void refuseSpecial(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Diagnostic.of(
                            ErrorCode.FILE_NOT_WRITABLE, "`" + file + "` is " + kind(file) + ", which is not replaced")
                    .toException();
        }
    }

    private static String kind(Path file) {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode");
            return switch (mode & 0170000) {
                case 0040000 -> "a directory";
                case 0060000 -> "a block device";
                case 0020000 -> "a character device";
                case 0010000 -> "a fifo";
                case 0140000 -> "a socket";
                default -> "no regular file";
            };
        } catch (IOException | UnsupportedOperationException _) {
            return "no regular file";
        }
    }
}
