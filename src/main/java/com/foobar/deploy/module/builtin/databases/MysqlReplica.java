package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself as a replica.
 *
 * @param row of SHOW REPLICA STATUS, with either vocabulary; empty where it is none
 */
record MysqlReplica(Optional<MapValue> row) {
    static SqlQuestion status(SqlLogin login) {
        return new SqlQuestion(login, SqlText.lit("SHOW REPLICA STATUS"));
    }

    private static SqlQuestion olderStatus(SqlLogin login) {
        return new SqlQuestion(login, SqlText.lit("SHOW SLAVE STATUS"));
    }

    private static SqlQuestion connections(SqlLogin login) {
        return new SqlQuestion(login, SqlText.lit("SHOW ALL REPLICAS STATUS"));
    }

    /** The newer statement first; a server that does not know it refuses it. */
    static List<SqlQuestion> primaryStatus(SqlLogin login) {
        return List.of(
                new SqlQuestion(login, SqlText.lit("SHOW BINARY LOG STATUS")),
                new SqlQuestion(login, SqlText.lit("SHOW MASTER STATUS")));
    }

    static MysqlReplica read(MysqlReplicationModule.Args args, MysqlServer server, Answers answers) {
        boolean named = server.mariadb() && args.connectionName().isPresent();
        SqlAnswer answer = answers.to(named ? connections(args.login()) : status(args.login()));
        if (answer instanceof SqlAnswer.Refused) {
            answer = answers.to(olderStatus(args.login()));
        }
        String wanted = args.channel().or(args::connectionName).orElse("");
        return new MysqlReplica(SqlDecisions.rows(answer).stream()
                .filter(row -> channel(row).equals(wanted))
                .findFirst());
    }

    private static String channel(MapValue row) {
        String name = SqlDecisions.column(row, "Channel_Name");
        return name.isEmpty() ? SqlDecisions.column(row, "Connection_name") : name;
    }

    private String either(String name, String older) {
        return row.map(found -> {
                    String value = SqlDecisions.column(found, name);
                    return value.isEmpty() ? SqlDecisions.column(found, older) : value;
                })
                .orElse("");
    }

    boolean runs() {
        return either("Replica_IO_Running", "Slave_IO_Running").equals("Yes")
                && either("Replica_SQL_Running", "Slave_SQL_Running").equals("Yes");
    }

    boolean stopped() {
        return !either("Replica_IO_Running", "Slave_IO_Running").matches("Yes|Connecting|Preparing")
                && !either("Replica_SQL_Running", "Slave_SQL_Running").equals("Yes");
    }

    /** Whether all that is asked for is so already; a password cannot be read back, and a position is always set. */
    boolean follows(MysqlReplicationModule.Args args) {
        return row.isPresent()
                && args.primaryLogFile().isEmpty()
                && args.primaryLogPos().isEmpty()
                && args.relayLogFile().isEmpty()
                && args.relayLogPos().isEmpty()
                && same(args.primaryHost(), "Source_Host", "Master_Host")
                && same(args.primaryUser(), "Source_User", "Master_User")
                && same(args.primaryPort(), "Source_Port", "Master_Port")
                && same(args.primaryConnectRetry(), "Connect_Retry", "Connect_Retry")
                && same(args.primaryRetryCount(), "Source_Retry_Count", "Master_Retry_Count")
                && same(args.primaryDelay(), "SQL_Delay", "SQL_Delay")
                && same(args.primarySslCa(), "Source_SSL_CA_File", "Master_SSL_CA_File")
                && same(args.primarySslCapath(), "Source_SSL_CA_Path", "Master_SSL_CA_Path")
                && same(args.primarySslCert(), "Source_SSL_Cert", "Master_SSL_Cert")
                && same(args.primarySslKey(), "Source_SSL_Key", "Master_SSL_Key")
                && same(args.primarySslCipher(), "Source_SSL_Cipher", "Master_SSL_Cipher")
                && sameFlag(args.primarySsl(), "Source_SSL_Allowed", "Master_SSL_Allowed")
                && sameFlag(
                        args.primarySslVerifyServerCert(),
                        "Source_SSL_Verify_Server_Cert",
                        "Master_SSL_Verify_Server_Cert")
                && (!args.primaryAutoPosition()
                        || either("Auto_Position", "Auto_Position").equals("1"))
                && usesGtid(args);
    }

    private boolean usesGtid(MysqlReplicationModule.Args args) {
        if (args.primaryUseGtid().isEmpty()) {
            return true;
        }
        String now = either("Using_Gtid", "Using_Gtid");
        return switch (args.primaryUseGtid().get()) {
            case CURRENT_POS -> now.equals("Current_Pos");
            case REPLICA_POS, SLAVE_POS -> now.matches("Slave_Pos|Replica_Pos");
            case DISABLED -> now.equals("No");
        };
    }

    /** A column that the server does not show cannot tell against what is asked for. */
    private boolean same(Optional<?> desired, String name, String older) {
        if (desired.isEmpty() || row.stream().noneMatch(found -> found.get(name) != null || found.get(older) != null)) {
            return true;
        }
        return either(name, older).equals(String.valueOf(desired.get()));
    }

    private boolean sameFlag(Optional<Boolean> desired, String name, String older) {
        return desired.isEmpty() || either(name, older).equals(desired.get() ? "Yes" : "No");
    }
}
