package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.regex.Pattern;

/**
 * Refuses names of hosts that are added while a play runs, which text of another host may have made. A name goes into paths of
 * the controller, into patterns and into messages: it is no path, no pattern and no option, and shows what it is.
 */
final class HostName {
    /** As long as the name of a file can be, and as a name in DNS. */
    private static final int LONGEST = 253;

    /** The replacement character stands for bytes that were not UTF-8. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\x{FFFD},\"'/\\\\*?\\[\\]{}]|^[-~@!&]");

    private HostName() {}

    static String check(String name, Place place) {
        if (name.isEmpty() || name.length() > LONGEST || unfit(name)) {
            throw Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, "`" + shown(name) + "` cannot be the name of a host")
                    .at(place)
                    .advise("a host's name has letters, digits, `_`, `-`, `.` and `:`, and at most " + LONGEST
                            + " characters")
                    .toException();
        }
        return name;
    }

    private static boolean unfit(String name) {
        return UNFIT.matcher(name).find() || name.equals(".") || name.equals("..");
    }

    private static String shown(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "..." : name;
    }
}
