package com.foobar.deploy.state.sql;

import com.foobar.deploy.value.Secret;
import java.util.Optional;

/**
 * How the client on the host reaches the server. What is empty is left to the client: the local socket, the user it
 * runs as, that user's {@code .my.cnf}.
 *
 * @param configFile on the host; read before the other settings
 * @param database to start in
 * @param authority file of certificate authorities on the host
 */
public record SqlLogin(
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> socket,
        Optional<String> configFile,
        Optional<String> database,
        Optional<String> certificate,
        Optional<String> key,
        Optional<String> authority,
        int connectTimeout) {
    public static final int DEFAULT_TIMEOUT = 30;

    /** As the user that the task runs as, by the local socket. */
    public static final SqlLogin LOCAL = new SqlLogin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DEFAULT_TIMEOUT);

    public SqlLogin in(String name) {
        return new SqlLogin(
                user,
                password,
                host,
                port,
                socket,
                configFile,
                Optional.of(name),
                certificate,
                key,
                authority,
                connectTimeout);
    }
}
