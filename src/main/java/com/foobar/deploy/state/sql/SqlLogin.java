package com.foobar.deploy.state.sql;

import com.foobar.deploy.value.Secret;
import java.util.Optional;

/**
 * How the client on the host reaches the server. What is empty is left to the client: the local socket, the user it
 * runs as, that user's {@code .my.cnf}.
 *
 * @param configFile on the host; read before the other settings
 * @param database to start in
 */
public record SqlLogin(
        Optional<String> user,
        Optional<Secret> password,
        Server server,
        Optional<String> configFile,
        Optional<String> database,
        Tls tls,
        int connectTimeout) {
    /** Where the server is. */
    public record Server(Optional<String> host, Optional<Integer> port, Optional<String> socket) {
        public static final Server LOCAL = new Server(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Files on the host; {@code authority} has certificates of authorities. */
    public record Tls(Optional<String> certificate, Optional<String> key, Optional<String> authority) {
        public static final Tls NONE = new Tls(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static final int DEFAULT_TIMEOUT = 30;

    /** As the user that the task runs as, by the local socket. */
    public static final SqlLogin LOCAL = new SqlLogin(
            Optional.empty(),
            Optional.empty(),
            SqlLogin.Server.LOCAL,
            Optional.empty(),
            Optional.empty(),
            SqlLogin.Tls.NONE,
            DEFAULT_TIMEOUT);

    public SqlLogin in(String name) {
        return new SqlLogin(user, password, server, configFile, Optional.of(name), tls, connectTimeout);
    }
}
