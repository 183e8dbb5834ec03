package com.foobar.deploy.site.operate;

import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import java.util.Optional;
import java.util.Set;

/**
 * A database server as the role mysql's {@code tasks/status.yml} found it.
 *
 * @param problem why it could not be asked
 * @param open whether it takes what is written
 * @param position its transactions, as the server writes them
 */
public record ServerRow(
        String host, Optional<String> problem, String version, boolean open, String position, Replication replication) {
    /**
     * How it follows its source.
     *
     * @param source the host it replicates from; empty where it does so from none
     * @param behind age of the newest heartbeat it has, in seconds; negative where there is none
     * @param errant transactions that its source lacks; "unknown" where they could not be compared
     */
    public record Replication(
            String source, String receiver, String applier, String error, long behind, String errant) {
        boolean receives() {
            return RUNNING.contains(receiver);
        }

        boolean applies() {
            return RUNNING.contains(applier);
        }
    }

    private static final Set<String> RUNNING = Set.of("ON", "Yes");

    static ServerRow of(String host, MapValue fact) {
        boolean answers = fact.find("answers").filter(BoolValue.TRUE::equals).isPresent();
        return new ServerRow(
                host,
                answers ? Optional.empty() : Optional.of(text(fact, "problem")),
                text(fact, "version"),
                fact.find("open").filter(BoolValue.TRUE::equals).isPresent(),
                text(fact, "position"),
                new Replication(
                        text(fact, "source"),
                        text(fact, "receiver"),
                        text(fact, "applier"),
                        text(fact, "error"),
                        number(text(fact, "behind")),
                        text(fact, "errant")));
    }

    static ServerRow unreachable(String host, String why) {
        return new ServerRow(host, Optional.of(why), "", false, "", new Replication("", "", "", "", -1, "unknown"));
    }

    private static String text(MapValue fact, String key) {
        return fact.find(key)
                .map(value -> value instanceof IntValue whole ? whole.number().toString() : String.valueOf(value))
                .orElse("");
    }

    private static long number(String text) {
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    public boolean answers() {
        return problem.isEmpty();
    }

    /** One that follows no server and is closed is neither primary nor replica. */
    public String role() {
        if (!answers()) {
            return "unknown";
        }
        if (replication.source().isEmpty()) {
            return open ? "primary" : "closed";
        }
        return open ? "open replica" : "replica";
    }
}
