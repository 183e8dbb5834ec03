package com.foobar.deploy.view;

import java.util.List;

/** Several hosts in a few words. */
final class HostNames {
    private static final int MOST = 3;
    private static final int LONGEST = 40;

    private HostNames() {}

    /** The names where they are few and short, else how many there are. */
    static String of(List<String> hosts) {
        String names = String.join(" ", hosts);
        return hosts.size() == 1 || hosts.size() <= MOST && names.length() <= LONGEST
                ? names
                : Quantity.count(hosts.size(), "host");
    }
}
