package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.state.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements of replication in the words that a server knows. */
final class MysqlReplicaText {
    private MysqlReplicaText() {}

    /** {@code START REPLICA} and the like, for the channel or connection that is meant. */
    static SqlText of(MysqlServer server, String verb, MysqlReplicationModule.Args args) {
        return channel(args, connection(args, SqlText.lit("").words(verb).and(replica(server))));
    }

    private static SqlText replica(MysqlServer server) {
        return server.sourceWords() || server.mariadb() ? SqlText.lit(" REPLICA") : SqlText.lit(" SLAVE");
    }

    static SqlText resetAll(MysqlServer server, MysqlReplicationModule.Args args) {
        SqlText reset = connection(args, SqlText.lit("RESET").and(replica(server)));
        return channel(args, reset.and(" ALL"));
    }

    private static SqlText connection(MysqlReplicationModule.Args args, SqlText before) {
        return args.connectionName().map(name -> before.and(" ").text(name)).orElse(before);
    }

    private static SqlText channel(MysqlReplicationModule.Args args, SqlText before) {
        return args.channel()
                .map(name -> before.and(" FOR CHANNEL ").text(name))
                .orElse(before);
    }

    /** MySQL has had the newer words since 8.2, and knows no others since 8.4. */
    static SqlText resetPrimary(MysqlServer server) {
        return server.sourceWords() ? SqlText.lit("RESET BINARY LOGS AND GTIDS") : SqlText.lit("RESET MASTER");
    }

    static SqlText changePrimary(MysqlServer server, MysqlReplicationModule.Args args) {
        SqlText start = server.sourceWords()
                ? SqlText.lit("CHANGE REPLICATION SOURCE TO ")
                : connection(args, SqlText.lit("CHANGE MASTER")).and(" TO ");
        return channel(args, start.and(SqlText.list(settings(server, args))));
    }

    private static List<SqlText> settings(MysqlServer server, MysqlReplicationModule.Args args) {
        var settings = new Settings(server.sourceWords() ? "SOURCE_" : "MASTER_");
        settings.text("HOST", args.primaryHost());
        settings.text("USER", args.primaryUser());
        args.primaryPassword()
                .ifPresent(secret -> settings.add("PASSWORD", SqlText.lit("").secret(secret)));
        settings.number("PORT", args.primaryPort());
        settings.number("CONNECT_RETRY", args.primaryConnectRetry());
        settings.number("RETRY_COUNT", args.primaryRetryCount());
        settings.text("LOG_FILE", args.primaryLogFile());
        settings.number("LOG_POS", args.primaryLogPos());
        settings.number("DELAY", args.primaryDelay());
        settings.flag("SSL", args.primarySsl());
        settings.text("SSL_CA", args.primarySslCa());
        settings.text("SSL_CAPATH", args.primarySslCapath());
        settings.text("SSL_CERT", args.primarySslCert());
        settings.text("SSL_KEY", args.primarySslKey());
        settings.text("SSL_CIPHER", args.primarySslCipher());
        settings.flag("SSL_VERIFY_SERVER_CERT", args.primarySslVerifyServerCert());
        if (args.primaryAutoPosition()) {
            settings.number("AUTO_POSITION", Optional.of(1));
        }
        args.primaryUseGtid().ifPresent(which -> settings.add("USE_GTID", gtid(which)));
        args.relayLogFile()
                .ifPresent(
                        file -> settings.plain(SqlText.lit("RELAY_LOG_FILE = ").text(file)));
        args.relayLogPos()
                .ifPresent(at -> settings.plain(SqlText.lit("RELAY_LOG_POS = ").number(at)));
        if (settings.all.isEmpty()) {
            throw ArgumentProblem.of("changeprimary needs at least one setting, as `primary_host`");
        }
        return settings.all;
    }

    private static SqlText gtid(MysqlReplicationModule.UseGtid which) {
        return switch (which) {
            case CURRENT_POS -> SqlText.lit("current_pos");
            case REPLICA_POS, SLAVE_POS -> SqlText.lit("slave_pos");
            case DISABLED -> SqlText.lit("no");
        };
    }

    /** Settings with the server's prefix before their names. */
    private static final class Settings {
        private final List<SqlText> all = new ArrayList<>();
        private final String prefix;

        Settings(String prefix) {
            this.prefix = prefix;
        }

        void add(String name, SqlText value) {
            all.add(SqlText.lit("").words(prefix + name).and(" = ").and(value));
        }

        void plain(SqlText setting) {
            all.add(setting);
        }

        void text(String name, Optional<String> value) {
            value.ifPresent(text -> add(name, SqlText.lit("").text(text)));
        }

        void number(String name, Optional<? extends Number> value) {
            value.ifPresent(number -> add(name, SqlText.lit("").number(number.longValue())));
        }

        void flag(String name, Optional<Boolean> value) {
            value.ifPresent(flag -> add(name, SqlText.lit("").number(flag ? 1 : 0)));
        }
    }
}
