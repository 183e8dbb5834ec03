package com.foobar.deploy.state.question.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is at a path.
 *
 * @param mode the lower twelve bits
 * @param modified seconds since the epoch
 * @param sha256 lower-case hexadecimal; of a regular file where asked and readable
 * @param access what the asking user may do: 4 read, 2 write, 1 execute; through a link
 * @param linkTarget as written in the link; with {@code follow} too
 * @param realPath of a link: what it leads to with every link on the way resolved, where that exists; of a
 *     path in somebody's home directory: the path with that filled in
 * @param place the path with the links in its directory resolved, where that differs: two paths with one place are one
 *     file, whether it exists or not
 */
public record FileState(
        Type type,
        int mode,
        long uid,
        long gid,
        String owner,
        String group,
        long size,
        double accessed,
        double modified,
        double statusChanged,
        long inode,
        long device,
        long links,
        int access,
        Optional<String> sha256,
        Optional<Content> content,
        Optional<String> linkTarget,
        Optional<String> realPath,
        Optional<String> place) {
    /** A larger file's content is not read along: 1 MiB. */
    public static final int CONTENT_LIMIT = 1024 * 1024;

    /** Kinds of files. UNREADABLE: it, or a directory on the way, may not be looked at by the user who asks. */
    public enum Type {
        MISSING,
        FILE,
        DIRECTORY,
        LINK,
        BLOCK,
        CHARACTER,
        FIFO,
        SOCKET,
        UNREADABLE
    }

    /** A file's bytes; untrusted. */
    public record Content(byte[] bytes) {
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Content that && java.util.Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }
    }

    public static final FileState MISSING = new FileState(
            Type.MISSING,
            0,
            0,
            0,
            "",
            "",
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public boolean exists() {
        return type != Type.MISSING;
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    public boolean isLink() {
        return type == Type.LINK;
    }

    /** The bytes of a file as UTF-8, malformed ones replaced. */
    public Optional<String> text() {
        return content.map(bytes -> new String(bytes.bytes(), StandardCharsets.UTF_8));
    }

    /** The mode as Ansible writes it: {@code 0644}. */
    public String modeText() {
        return String.format("%04o", mode);
    }

    public FileState withType(Type other) {
        return new FileState(
                other,
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                links,
                access,
                sha256,
                content,
                linkTarget,
                realPath,
                place);
    }

    public FileState withMode(int other) {
        return new FileState(
                type,
                other,
                uid,
                gid,
                owner,
                group,
                size,
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                links,
                access,
                sha256,
                content,
                linkTarget,
                realPath,
                place);
    }

    /** A number or a name; what the other is then is not known: -1, or the empty text. */
    public FileState withOwner(String other) {
        boolean same = other.equals(owner) || other.equals(Long.toString(uid));
        return same
                ? this
                : new FileState(
                        type,
                        mode,
                        number(other),
                        gid,
                        name(other),
                        group,
                        size,
                        accessed,
                        modified,
                        statusChanged,
                        inode,
                        device,
                        links,
                        access,
                        sha256,
                        content,
                        linkTarget,
                        realPath,
                        place);
    }

    public FileState withGroup(String other) {
        boolean same = other.equals(group) || other.equals(Long.toString(gid));
        return same
                ? this
                : new FileState(
                        type,
                        mode,
                        uid,
                        number(other),
                        owner,
                        name(other),
                        size,
                        accessed,
                        modified,
                        statusChanged,
                        inode,
                        device,
                        links,
                        access,
                        sha256,
                        content,
                        linkTarget,
                        realPath,
                        place);
    }

    /** A regular file with these bytes; other attributes as they are. */
    public FileState withContent(long length, String hash, Optional<Content> bytes) {
        return new FileState(
                Type.FILE,
                mode,
                uid,
                gid,
                owner,
                group,
                length,
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                Math.max(links, 1),
                access,
                Optional.of(hash),
                bytes,
                Optional.empty(),
                Optional.empty(),
                place);
    }

    public FileState withLinkTarget(String target) {
        return new FileState(
                Type.LINK,
                0777,
                uid,
                gid,
                owner,
                group,
                target.length(),
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                Math.max(links, 1),
                access,
                Optional.empty(),
                Optional.empty(),
                Optional.of(target),
                Optional.empty(),
                place);
    }

    public FileState withRealPath(String path) {
        return new FileState(
                type,
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                links,
                access,
                sha256,
                content,
                linkTarget,
                Optional.of(path),
                place);
    }

    /** The same file, whose directory's path leads through links. */
    public FileState withPlace(String path) {
        return new FileState(
                type,
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                links,
                access,
                sha256,
                content,
                linkTarget,
                realPath,
                Optional.of(path));
    }

    /** Without its bytes, which may be many. */
    public FileState withContentLeftOut() {
        return content.isEmpty()
                ? this
                : new FileState(
                        type,
                        mode,
                        uid,
                        gid,
                        owner,
                        group,
                        size,
                        accessed,
                        modified,
                        statusChanged,
                        inode,
                        device,
                        links,
                        access,
                        sha256,
                        Optional.empty(),
                        linkTarget,
                        realPath,
                        place);
    }

    /** A link whose target is not there. */
    public FileState leadingNowhere() {
        return new FileState(
                type,
                mode,
                uid,
                gid,
                owner,
                group,
                size,
                accessed,
                modified,
                statusChanged,
                inode,
                device,
                links,
                access,
                sha256,
                content,
                linkTarget,
                Optional.empty(),
                place);
    }

    /** Another name of the same file. */
    public boolean sameFile(FileState other) {
        return inode != 0 && inode == other.inode && device == other.device;
    }

    private static long number(String name) {
        return name.equals("root") ? 0 : name.matches("\\d{1,10}") ? Long.parseLong(name) : -1;
    }

    private static String name(String name) {
        return name.equals("0") ? "root" : name.matches("\\d{1,10}") ? "" : name;
    }
}
