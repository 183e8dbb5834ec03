package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.value.Secret;
import java.util.Optional;

/** The arguments that every mysql module has: where the server is, and who logs in. */
record SqlLoginArgs(
        @Arg("user to log in as; without it, the one that the task runs as")
        Optional<String> loginUser,

        @Arg("password to log in with") Optional<Secret> loginPassword,

        @Arg("host of the server, as seen from the target") Optional<String> loginHost,

        @Arg("port of the server") Optional<Integer> loginPort,
        @Arg("socket of the server") Optional<String> loginUnixSocket,

        @Arg("option file on the target to read the login from")
        Optional<String> configFile,

        @Arg(value = "certificate of the client", aliases = "ssl_cert")
        Optional<String> clientCert,

        @Arg(value = "key of the client", aliases = "ssl_key")
        Optional<String> clientKey,

        @Arg(value = "authorities that the server's certificate must come from", aliases = "ssl_ca")
        Optional<String> caCert,

        @Arg("not used: the client checks what the authorities say")
        Optional<Boolean> checkHostname,

        @Arg(value = "seconds to wait for the server", fallback = "30")
        int connectTimeout) {
    private static final String LOCAL = "localhost";

    SqlLogin login() {
        return new SqlLogin(
                loginUser,
                loginPassword,
                new SqlLogin.Server(loginHost.filter(name -> !name.equals(LOCAL)), loginPort, loginUnixSocket),
                configFile,
                Optional.empty(),
                new SqlLogin.Tls(clientCert, clientKey, caCert),
                connectTimeout);
    }
}
