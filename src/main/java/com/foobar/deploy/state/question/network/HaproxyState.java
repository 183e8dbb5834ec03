package com.foobar.deploy.state.question.network;

import java.util.List;
import java.util.Optional;

/**
 * The servers that a running HAProxy knows.
 *
 * @param problem why it does not tell; then there are no servers
 */
public record HaproxyState(Optional<String> problem, List<Server> servers) {
    public HaproxyState {
        servers = List.copyOf(servers);
    }

    /**
     * One line of {@code show stat}.
     *
     * @param sessions current ones
     * @param status UP, DOWN, MAINT, DRAIN (down or not), no check ..., with what follows it
     */
    public record Server(String backend, String name, int sessions, String status, int weight) {
        public boolean inMaintenance() {
            return status.startsWith("MAINT");
        }

        public boolean draining() {
            return status.startsWith("DRAIN") || status.startsWith("NOLB");
        }
    }
}
