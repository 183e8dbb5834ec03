package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.state.question.files.FileState;
import java.util.Optional;

/** The keys that Ansible adds to the result of every task about a path. */
public final class FileResults {
    private FileResults() {}

    public static ModuleResult describe(ModuleResult result, FileState state) {
        ModuleResult described = result.with("state", stateName(state));
        if (!state.exists()) {
            return described;
        }
        described = described.with("mode", state.modeText()).with("size", state.size());
        if (state.uid() >= 0) {
            described = described.with("uid", state.uid());
        }
        if (state.gid() >= 0) {
            described = described.with("gid", state.gid());
        }
        return described.with("owner", state.owner()).with("group", state.group());
    }

    /** What is neither a file nor a link, by its kind; empty for these and where there is nothing. */
    static Optional<String> special(FileState state) {
        return switch (state.type()) {
            case MISSING, FILE, LINK -> Optional.empty();
            case DIRECTORY -> Optional.of("a directory");
            case BLOCK -> Optional.of("a block device");
            case CHARACTER -> Optional.of("a character device");
            case FIFO -> Optional.of("a fifo");
            case SOCKET -> Optional.of("a socket");
            case UNREADABLE -> Optional.of("not readable");
        };
    }

    public static String stateName(FileState state) {
        return switch (state.type()) {
            case MISSING -> "absent";
            case DIRECTORY -> "directory";
            case LINK -> "link";
            case FILE -> state.links() > 1 ? "hard" : "file";
            case BLOCK, CHARACTER, FIFO, SOCKET, UNREADABLE -> "file";
        };
    }
}
