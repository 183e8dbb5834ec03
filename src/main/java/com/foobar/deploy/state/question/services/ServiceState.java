package com.foobar.deploy.state.question.services;

import java.util.Map;
import java.util.TreeMap;

/**
 * What systemd says of a unit.
 *
 * @param properties some of those of {@code systemctl show}
 * @param sysvEnabled an init script of that name is started at boot
 * @param problem why systemd could not be asked, or ""
 */
public record ServiceState(Map<String, String> properties, boolean sysvEnabled, String problem) {
    public ServiceState {
        properties = Map.copyOf(properties);
    }

    /** There is no systemd to ask. */
    public static ServiceState unavailable(String problem) {
        return new ServiceState(Map.of(), false, problem);
    }

    public String property(String name) {
        return properties.getOrDefault(name, "");
    }

    public boolean found() {
        return !property("LoadState").equals("not-found") && !properties.isEmpty();
    }

    public boolean masked() {
        return property("LoadState").equals("masked");
    }

    /** Active, or on the way there; not one that systemd starts again and again. */
    public boolean running() {
        return !restarting() && activating();
    }

    /** It ended, and systemd starts it again after a while. */
    public boolean restarting() {
        return property("SubState").startsWith("auto-restart");
    }

    private boolean activating() {
        return switch (property("ActiveState")) {
            case "active", "activating", "reloading", "refreshing" -> true;
            default -> false;
        };
    }

    public boolean deactivating() {
        return property("ActiveState").equals("deactivating");
    }

    /** As {@code systemctl is-enabled} has it: static and generated units count as enabled. */
    public boolean enabled() {
        return switch (property("UnitFileState")) {
            case "enabled", "enabled-runtime", "static", "alias", "indirect", "transient" -> true;
            case "generated" -> property("SourcePath").startsWith("/etc/init.d/") ? sysvEnabled : true;
            default -> false;
        };
    }

    public boolean needsReload() {
        return property("NeedDaemonReload").equals("yes");
    }

    /** This state with some properties replaced, as a plan expects them after a change. */
    public ServiceState with(Map<String, String> changed) {
        var all = new TreeMap<>(properties);
        all.putAll(changed);
        return new ServiceState(all, sysvEnabled, problem);
    }
}
