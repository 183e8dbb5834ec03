package com.foobar.deploy.view;

import java.util.Locale;

/** Times and sizes in words. */
final class Quantity {
    private static final long SECOND = 1_000_000_000L;

    private Quantity() {}

    /** "0.4 s", "12 s", "3:05", "1:02:00". */
    static String time(long nanoseconds) {
        long seconds = nanoseconds / SECOND;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", nanoseconds / (double) SECOND);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** "312 B", "4.1 kB", "12.0 MB": powers of 1000. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double size = bytes;
        String[] units = {"kB", "MB", "GB", "TB"};
        int unit = -1;
        do {
            size /= 1000;
            unit++;
        } while (size >= 1000 && unit < units.length - 1);
        return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }

    static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
