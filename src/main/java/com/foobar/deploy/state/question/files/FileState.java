package com.foobar.deploy.state.question.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is at a path.
 *
 * @param access what the asking user may do: 4 read, 2 write, 1 execute; through a link
 */
public record FileState(
        Type type, int access, Permissions permissions, Bytes bytes, Times times, Identity identity, Names names) {
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

    /**
     * Whose it is, and who may do what.
     *
     * @param mode the lower twelve bits
     */
    public record Permissions(int mode, long uid, long gid, String owner, String group) {
        static final Permissions NONE = new Permissions(0, 0, 0, "", "");
    }

    /**
     * What is in it.
     *
     * @param sha256 lower-case hexadecimal; of a regular file where asked and readable
     */
    public record Bytes(long size, Optional<String> sha256, Optional<Content> content) {
        static final Bytes NONE = new Bytes(0, Optional.empty(), Optional.empty());
    }

    /** A file's bytes; untrusted. */
    public record Content(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Seconds since the epoch. */
    public record Times(double accessed, double modified, double statusChanged) {
        static final Times NONE = new Times(0, 0, 0);
    }

    /** By which other names of the same file are known. */
    public record Identity(long inode, long device, long links) {
        static final Identity NONE = new Identity(0, 0, 0);
    }

    /**
     * Paths that belong to the one that was asked about.
     *
     * @param linkTarget as written in the link; with {@code follow} too
     * @param realPath of a link: what it leads to with every link on the way resolved, where that exists; of a
     *     path in somebody's home directory: the path with that filled in
     * @param place the path with the links in its directory resolved, where that differs: two paths with one place are one
     *     file, whether it exists or not
     */
    public record Names(Optional<String> linkTarget, Optional<String> realPath, Optional<String> place) {
        static final Names NONE = new Names(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static final FileState MISSING =
            new FileState(Type.MISSING, 0, Permissions.NONE, Bytes.NONE, Times.NONE, Identity.NONE, Names.NONE);

    public int mode() {
        return permissions.mode();
    }

    public long uid() {
        return permissions.uid();
    }

    public long gid() {
        return permissions.gid();
    }

    public String owner() {
        return permissions.owner();
    }

    public String group() {
        return permissions.group();
    }

    public long size() {
        return bytes.size();
    }

    public Optional<String> sha256() {
        return bytes.sha256();
    }

    public Optional<Content> content() {
        return bytes.content();
    }

    public double accessed() {
        return times.accessed();
    }

    public double modified() {
        return times.modified();
    }

    public double statusChanged() {
        return times.statusChanged();
    }

    public long inode() {
        return identity.inode();
    }

    public long device() {
        return identity.device();
    }

    public long links() {
        return identity.links();
    }

    public Optional<String> linkTarget() {
        return names.linkTarget();
    }

    public Optional<String> realPath() {
        return names.realPath();
    }

    public Optional<String> place() {
        return names.place();
    }

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
        return content().map(bytes -> new String(bytes.bytes(), StandardCharsets.UTF_8));
    }

    /** The mode as Ansible writes it: {@code 0644}. */
    public String modeText() {
        return String.format("%04o", mode());
    }

    public FileState withType(Type other) {
        return new FileState(other, access, permissions, bytes, times, identity, names);
    }

    private FileState with(Permissions other) {
        return new FileState(type, access, other, bytes, times, identity, names);
    }

    private FileState with(Bytes other) {
        return new FileState(type, access, permissions, other, times, identity, names);
    }

    private FileState with(Names other) {
        return new FileState(type, access, permissions, bytes, times, identity, other);
    }

    public FileState withMode(int mode) {
        return with(new Permissions(mode, uid(), gid(), owner(), group()));
    }

    /** A number or a name; what the other is then is not known: -1, or the empty text. */
    public FileState withOwner(String other) {
        boolean same = other.equals(owner()) || other.equals(Long.toString(uid()));
        return same ? this : with(new Permissions(mode(), number(other), gid(), name(other), group()));
    }

    public FileState withGroup(String other) {
        boolean same = other.equals(group()) || other.equals(Long.toString(gid()));
        return same ? this : with(new Permissions(mode(), uid(), number(other), owner(), name(other)));
    }

    /** A regular file with these bytes; other attributes as they are. */
    public FileState withContent(long length, String hash, Optional<Content> content) {
        return made(
                Type.FILE,
                permissions,
                new Bytes(length, Optional.of(hash), content),
                new Names(Optional.empty(), Optional.empty(), place()));
    }

    public FileState withLinkTarget(String target) {
        return made(
                Type.LINK,
                new Permissions(0777, uid(), gid(), owner(), group()),
                new Bytes(target.length(), Optional.empty(), Optional.empty()),
                new Names(Optional.of(target), Optional.empty(), place()));
    }

    private FileState made(Type other, Permissions of, Bytes with, Names named) {
        var one = new Identity(inode(), device(), Math.max(links(), 1));
        return new FileState(other, access, of, with, times, one, named);
    }

    public FileState withRealPath(String path) {
        return with(new Names(linkTarget(), Optional.of(path), place()));
    }

    /** The same file, whose directory's path leads through links. */
    public FileState withPlace(String path) {
        return with(new Names(linkTarget(), realPath(), Optional.of(path)));
    }

    /** Without its bytes, which may be many. */
    public FileState withContentLeftOut() {
        return content().isEmpty() ? this : with(new Bytes(size(), sha256(), Optional.empty()));
    }

    /** A link whose target is not there. */
    public FileState leadingNowhere() {
        return with(new Names(linkTarget(), Optional.empty(), place()));
    }

    /** Another name of the same file. */
    public boolean sameFile(FileState other) {
        return inode() != 0 && inode() == other.inode() && device() == other.device();
    }

    private static long number(String name) {
        return name.equals("root") ? 0 : name.matches("\\d{1,10}") ? Long.parseLong(name) : -1;
    }

    private static String name(String name) {
        return name.equals("0") ? "root" : name.matches("\\d{1,10}") ? "" : name;
    }
}
