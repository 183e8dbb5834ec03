package com.foobar.deploy.module.archive;

import java.util.Optional;

/**
 * Something in an archive.
 *
 * @param name relative, without a slash at the end
 * @param mode empty where the archive does not say
 * @param sha256 of a file
 * @param target of a link
 */
public record ArchiveEntry(
        String name, Type type, Optional<Integer> mode, long size, Optional<String> sha256, String target) {
    /** Without "./" at the start; empty for the directory itself. */
    ArchiveEntry clean() {
        if (!name.startsWith(".")) {
            return this;
        }
        String plain = name.replaceFirst("^(\\./+)+", "");
        return new ArchiveEntry(plain.equals(".") ? "" : plain, type, mode, size, sha256, target);
    }

    /** What is unpacked; devices and the like are not. */
    public enum Type {
        FILE,
        DIRECTORY,
        LINK,
        HARD_LINK,
        OTHER
    }
}
