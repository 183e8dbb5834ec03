package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.FileMode;

/** Applies modes as chmod(1) does; where nobody is named, a umask of 022 holds, as on an untouched Debian. */
final class SymbolicMode {
    private static final int UMASK = 022;

    private SymbolicMode() {}

    /** @param now the twelve bits as they are */
    static int apply(FileMode mode, int now, boolean directory) {
        if (mode.octal()) {
            return mode.bits();
        }
        int bits = now;
        for (String clause : mode.text().split(",")) {
            bits = clause(clause, bits, directory);
        }
        return bits;
    }

    private static int clause(String clause, int start, boolean directory) {
        int bits = start;
        int at = 0;
        while (at < clause.length() && "ugoa".indexOf(clause.charAt(at)) >= 0) {
            at++;
        }
        String who = clause.substring(0, at);
        while (at < clause.length()) {
            char operation = clause.charAt(at);
            int end = at + 1;
            while (end < clause.length() && "+-=".indexOf(clause.charAt(end)) < 0) {
                end++;
            }
            bits = operation(who, operation, clause.substring(at + 1, end), bits, directory);
            at = end;
        }
        return bits;
    }

    private static int operation(String who, char operation, String permissions, int now, boolean directory) {
        int mask = who.isEmpty() ? 07777 & ~UMASK : mask(who);
        int wanted = 0;
        for (char permission : permissions.toCharArray()) {
            wanted |= permission(permission, now, directory);
        }
        wanted &= mask;
        return switch (operation) {
            case '+' -> now | wanted;
            case '-' -> now & ~wanted;
            default -> now & ~(who.isEmpty() ? 0777 : mask & (directory ? 01777 : 07777)) | wanted;
        };
    }

    private static int mask(String who) {
        boolean all = who.contains("a");
        int mask = 0;
        mask |= all || who.contains("u") ? 04700 : 0;
        mask |= all || who.contains("g") ? 02070 : 0;
        mask |= all || who.contains("o") ? 01007 : 0;
        return mask;
    }

    /** For everybody; the caller masks. */
    private static int permission(char permission, int now, boolean directory) {
        return switch (permission) {
            case 'r' -> 0444;
            case 'w' -> 0222;
            case 'x' -> 0111;
            case 'X' -> directory || (now & 0111) != 0 ? 0111 : 0;
            case 's' -> 06000;
            case 't' -> 01000;
            case 'u' -> spread(now >> 6 & 7);
            case 'g' -> spread(now >> 3 & 7);
            case 'o' -> spread(now & 7);
            default -> 0;
        };
    }

    private static int spread(int three) {
        return three << 6 | three << 3 | three;
    }
}
