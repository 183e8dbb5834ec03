package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.regex.Pattern;

/** Refuses group names that no pattern could select. */
final class GroupName {
    private static final Pattern UNFIT = Pattern.compile("[\\s\\p{Cc}\\p{Cf}:,!&*?\\[\\]\"'/]");

    private GroupName() {}

    static String check(String name, Place place) {
        if (name.isEmpty() || UNFIT.matcher(name).find()) {
            throw Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, "`" + name + "` cannot be the name of a group")
                    .at(place)
                    .advise("a group's name has letters, digits, `_`, `-` and `.`")
                    .toException();
        }
        return name;
    }
}
