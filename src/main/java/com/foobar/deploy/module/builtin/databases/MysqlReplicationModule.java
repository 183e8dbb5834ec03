package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.sql.SqlChange;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and changes the replication of a server, in the words that it knows. */
final class MysqlReplicationModule implements Module<MysqlReplicationModule.Args> {
    enum Mode {
        CHANGEPRIMARY,
        CHANGEMASTER,
        CHANGEREPLICATION,
        GETPRIMARY,
        GETMASTER,
        GETREPLICA,
        GETSLAVE,
        STARTREPLICA,
        STARTSLAVE,
        STOPREPLICA,
        STOPSLAVE,
        RESETPRIMARY,
        RESETMASTER,
        RESETREPLICA,
        RESETSLAVE,
        RESETREPLICAALL,
        RESETSLAVEALL
    }

    enum UseGtid {
        CURRENT_POS,
        REPLICA_POS,
        SLAVE_POS,
        DISABLED
    }

    record Args(
            @Arg(
                    value = "what to do: changeprimary, getprimary, getreplica, startreplica, stopreplica,"
                            + " resetprimary, resetreplica, resetreplicaall, or the same with master and slave",
                    fallback = "getreplica")
            Mode mode,

            @Arg(value = "host of the primary", aliases = "master_host")
            Optional<String> primaryHost,

            @Arg(value = "account on the primary", aliases = "master_user")
            Optional<String> primaryUser,

            @Arg(value = "its password", aliases = "master_password")
            Optional<Secret> primaryPassword,

            @Arg(value = "port of the primary", aliases = "master_port")
            Optional<Integer> primaryPort,

            @Arg(value = "seconds between tries to connect", aliases = "master_connect_retry")
            Optional<Integer> primaryConnectRetry,

            @Arg("tries to connect before it gives up") Optional<Integer> primaryRetryCount,

            @Arg(value = "binary log to start from", aliases = "master_log_file")
            Optional<String> primaryLogFile,

            @Arg(value = "position to start from", aliases = "master_log_pos")
            Optional<Long> primaryLogPos,

            @Arg("relay log to start from") Optional<String> relayLogFile,
            @Arg("position in the relay log") Optional<Long> relayLogPos,

            @Arg(value = "connect by TLS", aliases = "master_ssl")
            Optional<Boolean> primarySsl,

            @Arg(value = "authorities that the primary's certificate must come from", aliases = "master_ssl_ca")
            Optional<String> primarySslCa,

            @Arg(value = "directory of authorities", aliases = "master_ssl_capath")
            Optional<String> primarySslCapath,

            @Arg(value = "own certificate", aliases = "master_ssl_cert")
            Optional<String> primarySslCert,

            @Arg(value = "own key", aliases = "master_ssl_key")
            Optional<String> primarySslKey,

            @Arg(value = "ciphers", aliases = "master_ssl_cipher")
            Optional<String> primarySslCipher,

            @Arg(value = "check the name in the primary's certificate", aliases = "master_ssl_verify_server_cert")
            Optional<Boolean> primarySslVerifyServerCert,

            @Arg(value = "find the position by GTID (MySQL)", aliases = "master_auto_position", fallback = "false")
            boolean primaryAutoPosition,

            @Arg(value = "which GTID to start from (MariaDB)", aliases = "master_use_gtid")
            Optional<UseGtid> primaryUseGtid,

            @Arg(value = "seconds to lag behind on purpose", aliases = "master_delay")
            Optional<Integer> primaryDelay,

            @Arg("channel (MySQL)") Optional<String> channel,
            @Arg("connection (MariaDB)") Optional<String> connectionName,

            @Arg(value = "not used: where the server refuses, the task fails", fallback = "false")
            boolean failOnError,

            SqlLoginArgs server) {
        SqlLogin login() {
            return server.login();
        }
    }

    @Override
    public String name() {
        return "mysql_replication";
    }

    @Override
    public String summary() {
        return "Reads and changes the replication of MySQL and MariaDB.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        questions.add(MysqlServer.version(args.login()));
        questions.add(MysqlReplica.status(args.login()));
        if (isGetPrimary(args.mode())) {
            questions.addAll(MysqlReplica.primaryStatus(args.login()));
        }
        return questions;
    }

    private static boolean isGetPrimary(Mode mode) {
        return mode == Mode.GETPRIMARY || mode == Mode.GETMASTER;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        SqlAnswer version = answers.to(MysqlServer.version(args.login()));
        Optional<Decision> unreachable = SqlDecisions.unreachable(context, version);
        if (unreachable.isPresent()) {
            return unreachable.get();
        }
        MysqlServer server = MysqlServer.of(version);
        MysqlReplica replica = MysqlReplica.read(args, server, answers);
        return switch (args.mode()) {
            case GETREPLICA, GETSLAVE -> replicaStatus(replica);
            case GETPRIMARY, GETMASTER -> primaryStatus(args, answers);
            case CHANGEPRIMARY, CHANGEMASTER, CHANGEREPLICATION -> changePrimary(args, server, replica);
            case STARTREPLICA, STARTSLAVE -> start(args, server, replica);
            case STOPREPLICA, STOPSLAVE -> stop(args, server, replica);
            case RESETPRIMARY, RESETMASTER ->
                change(args, "reset the binary logs", MysqlReplicaText.resetPrimary(server), "Primary reset");
            case RESETREPLICA, RESETSLAVE ->
                change(args, "reset the replica", MysqlReplicaText.of(server, "RESET", args), "Replica reset");
            case RESETREPLICAALL, RESETSLAVEALL -> resetAll(args, server, replica);
        };
    }

    private static Decision replicaStatus(MysqlReplica replica) {
        var values = new LinkedHashMap<String, Value>(
                replica.row().map(MapValue::strings).orElse(Map.of()));
        values.put("Is_Replica", Value.of(replica.row().isPresent()));
        values.put("Is_Slave", Value.of(replica.row().isPresent()));
        if (replica.row().isEmpty()) {
            values.put("msg", Value.of("Server is not configured as replica"));
        }
        return new Decision.Unchanged("it only reads", ModuleResult.of(values));
    }

    private static Decision primaryStatus(Args args, Answers answers) {
        Optional<MapValue> row = MysqlReplica.primaryStatus(args.login()).stream()
                .flatMap(question -> SqlDecisions.rows(answers.to(question)).stream())
                .findFirst();
        var values = new LinkedHashMap<String, Value>(row.map(MapValue::strings).orElse(Map.of()));
        values.put("Is_Primary", Value.of(row.isPresent()));
        values.put("Is_Master", Value.of(row.isPresent()));
        return new Decision.Unchanged("it only reads", ModuleResult.of(values));
    }

    private static Decision changePrimary(Args args, MysqlServer server, MysqlReplica replica) {
        if (replica.follows(args)) {
            return new Decision.Unchanged("the replica follows that primary", ModuleResult.EMPTY);
        }
        return change(
                args,
                "follow the primary " + args.primaryHost().orElse(""),
                MysqlReplicaText.changePrimary(server, args),
                "Primary changed");
    }

    private static Decision start(Args args, MysqlServer server, MysqlReplica replica) {
        if (replica.runs()) {
            return new Decision.Unchanged(
                    "the replica runs", ModuleResult.EMPTY.with("msg", "Replica already started"));
        }
        return change(args, "start the replica", MysqlReplicaText.of(server, "START", args), "Replica started");
    }

    private static Decision stop(Args args, MysqlServer server, MysqlReplica replica) {
        if (replica.stopped()) {
            return new Decision.Unchanged(
                    "the replica is stopped", ModuleResult.EMPTY.with("msg", "Replica already stopped"));
        }
        return change(args, "stop the replica", MysqlReplicaText.of(server, "STOP", args), "Replica stopped");
    }

    private static Decision resetAll(Args args, MysqlServer server, MysqlReplica replica) {
        if (replica.row().isEmpty()) {
            return new Decision.Unchanged("the server is no replica", ModuleResult.EMPTY);
        }
        SqlText statement = MysqlReplicaText.resetAll(server, args);
        return change(args, "forget the primary", statement, "Replica reset");
    }

    private static Decision change(Args args, String title, SqlText statement, String message) {
        ModuleResult result = ModuleResult.EMPTY
                .with("msg", message)
                .with("queries", ListValue.ofStrings(List.of(statement.toString())));
        return Decision.Change.of(List.of(SqlChange.of(title, args.login(), statement)), result);
    }
}
