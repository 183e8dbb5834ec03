package com.foobar.deploy.state.question.files;

import com.foobar.deploy.state.question.files.FileState.Bytes;
import com.foobar.deploy.state.question.files.FileState.Content;
import com.foobar.deploy.state.question.files.FileState.Identity;
import com.foobar.deploy.state.question.files.FileState.Names;
import com.foobar.deploy.state.question.files.FileState.Permissions;
import com.foobar.deploy.state.question.files.FileState.Times;
import com.foobar.deploy.state.question.files.FileState.Type;
import java.util.Optional;

/** What stat says of one file, in the order of {@code FileScript}'s format. */
record FileStat(Type type, Permissions permissions, long size, Times times, Identity identity) {
    private static final int SHORTEST_SECONDS = 8;
    private static final int LONGEST_SECONDS = 11;

    /** @param parts a line of stat's split at colons; the first names the section */
    static FileStat parse(AnswerBytes bytes, String[] parts) {
        if (parts.length < 13) {
            throw bytes.error("`" + String.join(":", parts) + "`");
        }
        int raw = bytes.integer(parts[1], 16);
        return new FileStat(
                type(bytes, raw),
                new Permissions(
                        raw & 07777,
                        bytes.number(parts[2], 10),
                        bytes.number(parts[3], 10),
                        name(parts[11]),
                        name(parts[12])),
                bytes.number(parts[4], 10),
                new Times(time(bytes, parts[5]), time(bytes, parts[6]), time(bytes, parts[7])),
                new Identity(bytes.number(parts[8], 10), bytes.number(parts[9], 10), bytes.number(parts[10], 10)));
    }

    /** Numbers of inode(7); they are the same on every Linux. */
    private static Type type(AnswerBytes bytes, int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> Type.FILE;
            case 0040000 -> Type.DIRECTORY;
            case 0120000 -> Type.LINK;
            case 0060000 -> Type.BLOCK;
            case 0020000 -> Type.CHARACTER;
            case 0010000 -> Type.FIFO;
            case 0140000 -> Type.SOCKET;
            default -> throw bytes.error("a file has the unknown type " + Integer.toOctalString(mode));
        };
    }

    /**
     * Seconds and nanoseconds as stat prints them are read as two whole numbers, a tenth of the work. Their sum is the same
     * double: for times of today its rounding is coarser than that of the nanoseconds, and no true sum lies so close to the
     * middle between two doubles that the latter could count.
     */
    static double time(AnswerBytes bytes, String text) {
        int point = text.indexOf('.');
        if (point >= SHORTEST_SECONDS && point <= LONGEST_SECONDS && text.length() == point + 10 && isNumber(text)) {
            long nanos = Integer.parseInt(text, point + 1, text.length(), 10);
            return Long.parseLong(text, 0, point, 10) + nanos / 1e9;
        }
        if (!text.matches("-?\\d{1,19}(\\.\\d{1,9})?")) {
            throw bytes.error("`" + text + "` is no time");
        }
        return Double.parseDouble(text);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return text.indexOf('.') == text.lastIndexOf('.');
    }

    /** GNU's and busybox's word for a number without a name. */
    private static String name(String text) {
        return text.equals("UNKNOWN") ? "" : text;
    }

    FileState state(int access, Optional<String> hash, Optional<Content> content, Names names) {
        return new FileState(type, access, permissions, new Bytes(size, hash, content), times, identity, names);
    }
}
