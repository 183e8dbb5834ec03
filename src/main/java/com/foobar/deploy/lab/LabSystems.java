package com.foobar.deploy.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs on the hosts of a lab.
 *
 * @param byHost releases of hosts that have another one than the rest
 * @param noexecTmp whether /tmp and /var/tmp are mounted noexec, as hardened servers have it
 */
public record LabSystems(DebianRelease release, Map<String, DebianRelease> byHost, boolean noexecTmp) {
    public static final LabSystems STANDARD = new LabSystems(DebianRelease.DEFAULT, Map.of(), false);

    public LabSystems {
        byHost = Map.copyOf(byHost);
    }

    /** @param releases {@code bookworm} for all hosts, {@code web-01=bookworm} for one */
    public static LabSystems of(List<String> releases, boolean noexecTmp) {
        DebianRelease common = DebianRelease.DEFAULT;
        var byHost = new TreeMap<String, DebianRelease>();
        for (String word : releases) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                common = DebianRelease.of(word);
            } else {
                byHost.put(word.substring(0, equals), DebianRelease.of(word.substring(equals + 1)));
            }
        }
        return new LabSystems(common, byHost, noexecTmp);
    }

    DebianRelease of(String host) {
        return byHost.getOrDefault(host, release);
    }

    /** Empty for what labs have by default; part of what tells labs apart. */
    String shape() {
        if (equals(STANDARD)) {
            return "";
        }
        return " " + release.suite() + new TreeMap<>(byHost) + (noexecTmp ? " noexec" : "");
    }
}
