package com.foobar.deploy.site.operate;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the rows that {@code playbooks/replication-status.yml} finds, and says what is wrong with them. */
public final class ReplicationPicture implements Event.Sink {
    /** Seconds that a replica may be behind. */
    private static final long LONGEST_LAG = 30;

    private final Map<String, ServerRow> servers = new TreeMap<>();
    private final Map<String, RouteRow> routes = new TreeMap<>();
    private final Map<String, String> unreachable = new TreeMap<>();

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            fact(finished, "replication_row")
                    .ifPresent(row -> servers.put(finished.host(), ServerRow.of(finished.host(), row)));
            fact(finished, "routes_row")
                    .ifPresent(row -> routes.put(
                            finished.host(), new RouteRow(finished.host(), text(row, "write"), text(row, "read"))));
        } else if (event instanceof Event.Unreachable lost) {
            unreachable.put(lost.host(), lost.why().message());
        }
    }

    private static Optional<MapValue> fact(Event.TaskFinished finished, String name) {
        return finished.outcome()
                .result()
                .find("ansible_facts")
                .filter(MapValue.class::isInstance)
                .map(MapValue.class::cast)
                .flatMap(facts -> facts.find(name))
                .filter(MapValue.class::isInstance)
                .map(MapValue.class::cast);
    }

    private static String text(MapValue row, String key) {
        return row.find(key).map(String::valueOf).orElse("");
    }

    /** The servers asked for, those that were not reached included. */
    public synchronized List<ServerRow> servers(List<String> hosts) {
        var rows = new ArrayList<ServerRow>();
        for (String host : hosts) {
            ServerRow row = servers.get(host);
            rows.add(
                    row != null
                            ? row
                            : ServerRow.unreachable(host, unreachable.getOrDefault(host, "it could not be asked")));
        }
        return rows;
    }

    public synchronized List<RouteRow> routes() {
        return List.copyOf(routes.values());
    }

    /** What an operator has to see to; empty where all is well. */
    public List<String> findings(List<String> hosts) {
        List<ServerRow> rows = servers(hosts);
        var findings = new ArrayList<String>();
        List<String> open =
                rows.stream().filter(ServerRow::open).map(ServerRow::host).toList();
        if (open.size() != 1) {
            findings.add(
                    open.isEmpty()
                            ? "no server can be written to"
                            : String.join(" and ", open) + " can all be written to");
        }
        rows.forEach(row -> findings.addAll(findings(row, open.isEmpty())));
        for (RouteRow route : routes()) {
            if (!List.of(route.write()).equals(open)) {
                findings.add(route.host() + " sends what is written to "
                        + (route.write().isEmpty() ? "nobody" : route.write()));
            }
        }
        return findings;
    }

    private static List<String> findings(ServerRow row, boolean noneIsOpen) {
        var findings = new ArrayList<String>();
        if (row.problem().isPresent()) {
            findings.add(row.host() + " does not answer: " + row.problem().get());
            return findings;
        }
        if (row.replication().source().isEmpty()) {
            if (!row.open()) {
                String command = noneIsOpen ? "promote " : "rejoin ";
                findings.add(
                        row.host() + " is closed and follows no server: `foobar-deploy " + command + row.host() + "`");
            }
            return findings;
        }
        if (row.open() && !row.replication().applies()) {
            findings.add(row.host() + " is open and does not follow "
                    + row.replication().source() + " any more: its promotion was cut off, `foobar-deploy promote "
                    + row.host() + "` ends it");
            return findings;
        }
        if (!row.replication().receives() || !row.replication().applies()) {
            findings.add(row.host() + " does not replicate: receiver "
                    + row.replication().receiver() + ", applier "
                    + row.replication().applier()
                    + (row.replication().error().isEmpty()
                            ? ""
                            : ": " + row.replication().error()));
        }
        if (row.replication().behind() < 0 || row.replication().behind() > LONGEST_LAG) {
            findings.add(row.host() + " is "
                    + (row.replication().behind() < 0
                            ? "without a heartbeat"
                            : row.replication().behind() + " s behind"));
        }
        if (!row.replication().errant().isEmpty() && !row.replication().errant().equals("unknown")) {
            findings.add(row.host() + " has transactions that its source lacks: "
                    + row.replication().errant() + "; `foobar-deploy reseed " + row.host() + "` archives them");
        }
        return findings;
    }
}
