package com.foobar.deploy.truth;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.Lab;
import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.lab.LabPorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Two fresh hosts in containers; closing removes them. */
final class TwoHosts implements AutoCloseable {
    /** The distribution's own, which would begin their work in the middle of a comparison. */
    private static final String STOP_TIMERS =
            "systemctl list-units --type=timer --plain --no-legend | awk '{print $1}' | xargs -r systemctl stop\n";

    private final LabOptions options;
    private final Lab lab;
    private final ContainerEngine engine;
    private final Map<String, Host> hosts = new LinkedHashMap<>();

    /** @param ports the first of ten ports of this machine */
    TwoHosts(Path home, String name, int ports, ContainerEngine engine, Function<ContainerEngine, String> image) {
        this.engine = engine;
        options = new LabOptions(
                home,
                name,
                List.of(Playbook.FIRST, Playbook.SECOND),
                new LabPorts(ports, ports + 9, ports + 8),
                LabOptions.defaultSubnet(name));
        lab = new Lab(options, engine, _ -> {}, _ -> image.apply(engine));
    }

    /** @param fresh removes first what an earlier run has left */
    void up(boolean fresh) {
        if (fresh) {
            lab.down();
        }
        lab.up();
        options.hosts().forEach(name -> hosts.put(name, new Host(engine, options.containerName(name))));
        all().forEach(host -> host.run(STOP_TIMERS));
    }

    LabOptions options() {
        return options;
    }

    Host first() {
        return host(Playbook.FIRST);
    }

    List<Host> all() {
        return List.copyOf(hosts.values());
    }

    private Host host(String name) {
        return Objects.requireNonNull(hosts.get(name), "the hosts are not up");
    }

    /**
     * Of the hosts that the playbook may touch, by name.
     *
     * @param rest what to do about the rest of the hosts
     */
    Map<String, Snapshot> snapshots(Playbook playbook, String id, Snapshot.Rest rest) {
        var all = new LinkedHashMap<String, Snapshot>();
        all.put(Playbook.FIRST, host(Playbook.FIRST).snapshot(playbook, id, rest));
        if (playbook.usesSecond()) {
            all.put(Playbook.SECOND, host(Playbook.SECOND).snapshot(playbook, id, rest));
        }
        return all;
    }

    /** Ends the shells only; the containers stay for the next run. */
    void leave() {
        hosts.values().forEach(Host::close);
        hosts.clear();
    }

    @Override
    public void close() {
        leave();
        lab.down();
    }
}
