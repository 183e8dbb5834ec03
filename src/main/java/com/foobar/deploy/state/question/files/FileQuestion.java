package com.foobar.deploy.state.question.files;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import java.util.List;

/**
 * What is at a path.
 *
 * @param path absolute, or starting with {@code ~}
 * @param follow look through a symbolic link at what it points to
 * @param detail how much is asked; more costs a fork for all
 */
public record FileQuestion(String path, boolean follow, Detail detail) implements Question<FileState> {
    /** How much is asked about a file. Each includes those before it. */
    public enum Detail {
        /** Type, mode, owner, group, size, times, link target. */
        ATTRIBUTES,
        /** The SHA-256 of a regular file too. */
        HASH,
        /** The bytes too, up to {@link FileState#CONTENT_LIMIT}. */
        CONTENT
    }

    private static final List<String> MERGED = List.of("/bin", "/sbin", "/lib");

    public FileQuestion {
        if (path.indexOf('\0') >= 0) {
            throw Diagnostic.of(ErrorCode.ARGUMENT_VALUE, "a path cannot hold a NUL byte")
                    .toException();
        }
    }

    public static FileQuestion attributes(String path) {
        return new FileQuestion(path, false, Detail.ATTRIBUTES);
    }

    public static FileQuestion hash(String path) {
        return new FileQuestion(path, false, Detail.HASH);
    }

    public static FileQuestion content(String path) {
        return new FileQuestion(path, false, Detail.CONTENT);
    }

    public FileQuestion following() {
        return new FileQuestion(path, true, detail);
    }

    @Override
    public QuestionKind<?, FileState> kind() {
        return FileKind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.FILE;
    }

    /** A directory's times count for nothing here, and a link is taken to stay where it leads. */
    @Override
    public boolean doubtedAfter(Touched touched) {
        return touched.topics().contains(Topic.FILE)
                || touched.paths().stream().anyMatch(changed -> covers(usual(changed), usual(path)));
    }

    private static boolean covers(String changed, String asked) {
        return changed.endsWith("/.")
                ? asked.equals(changed.substring(0, changed.length() - 2))
                : asked.equals(changed) || below(asked, changed);
    }

    @Override
    public boolean staleAfter(Touched touched) {
        if (Question.super.staleAfter(touched)) {
            return true;
        }
        // Where the path leads to is not known here: any change of a file may be it.
        return follow || HostPath.inHome(path)
                ? !touched.paths().isEmpty()
                : touched.paths().stream().anyMatch(changed -> overlaps(usual(changed), usual(path)));
    }

    /** The directories that are links on every merged-usr system, as what they lead to. */
    private static String usual(String path) {
        for (String moved : MERGED) {
            if (path.equals(moved) || path.startsWith(moved) && path.charAt(moved.length()) == '/') {
                return "/usr" + path;
            }
        }
        return path.equals("/var/run") || path.startsWith("/var/run/") ? path.substring("/var".length()) : path;
    }

    /** One is the other, or lies below it: a change in a directory touches the directory's times too. */
    private static boolean overlaps(String one, String other) {
        return one.equals(other) || below(one, other) || below(other, one);
    }

    private static boolean below(String path, String folder) {
        return path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }
}
