package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts of a database: password, privileges, what TLS they need. */
final class MysqlUserModule implements Module<MysqlUserModule.Args> {
    enum State {
        PRESENT,
        ABSENT
    }

    enum UpdatePassword {
        ALWAYS,
        ON_CREATE,
        ON_NEW_USERNAME
    }

    record Args(
            @Arg(value = "name of the account", aliases = "user")
            String name,

            @Arg(value = "host part of the account", fallback = "localhost")
            String host,

            @Arg(value = "all accounts of that name", fallback = "false")
            boolean hostAll,

            @Arg("password, or its stored form where `encrypted`")
            Optional<Secret> password,

            @Arg(value = "the password is given in its stored form", fallback = "false")
            boolean encrypted,

            @Arg("privileges: database.table:PRIV,PRIV/database.table:PRIV, or a mapping")
            Optional<Value> priv,

            @Arg(value = "add the privileges to those that are there", fallback = "false", aliases = "append")
            boolean appendPrivs,

            @Arg(value = "take the privileges away", fallback = "false")
            boolean subtractPrivs,

            @Arg(value = "present or absent", fallback = "present")
            State state,

            @Arg(value = "always, on_create or on_new_username", fallback = "always")
            UpdatePassword updatePassword,

            @Arg("authentication plug-in") Optional<String> plugin,

            @Arg(value = "stored form of the plug-in's password", aliases = "plugin_hash")
            Optional<Secret> pluginHashString,

            @Arg(value = "password for the plug-in", aliases = "plugin_auth")
            Optional<Secret> pluginAuthString,

            @Arg("what TLS the account needs: SSL, X509, or any of CIPHER, ISSUER, SUBJECT with values")
            Optional<MapValue> tlsRequires,

            @Arg("MAX_QUERIES_PER_HOUR, MAX_UPDATES_PER_HOUR, MAX_CONNECTIONS_PER_HOUR, MAX_USER_CONNECTIONS")
            Optional<MapValue> resourceLimits,

            @Arg("whether the account may not log in") Optional<Boolean> locked,

            @Arg(value = "write the change to the binary log", fallback = "true")
            boolean sqlLogBin,

            @Arg("not used: the local socket lets root in") Optional<Boolean> checkImplicitAdmin,

            @Arg("not used: columns are compared as they are written")
            Optional<Boolean> columnCaseSensitive,

            SqlLoginArgs server) {
        Args {
            if (appendPrivs && subtractPrivs) {
                throw new IllegalArgumentException("`append_privs` and `subtract_privs` exclude each other");
            }
            priv.ifPresent(Grants::desired);
        }

        SqlLogin login() {
            return server.login();
        }

        MysqlAccount account(String at) {
            return new MysqlAccount(login(), name, at);
        }
    }

    @Override
    public String name() {
        return "mysql_user";
    }

    @Override
    public String summary() {
        return "Makes and removes accounts of MySQL and MariaDB, with their passwords and privileges.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        questions.add(MysqlServer.version(args.login()));
        if (args.hostAll()) {
            questions.add(args.account("").hosts());
        } else {
            questions.addAll(args.account(args.host()).questions());
        }
        return questions;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        SqlAnswer version = answers.to(MysqlServer.version(args.login()));
        Optional<Decision> unreachable = SqlDecisions.unreachable(context, version);
        if (unreachable.isPresent()) {
            return unreachable.get();
        }
        var changes = new ArrayList<HostChange>();
        boolean password = false;
        for (String host : hosts(args, answers)) {
            var now = args.account(host).read(answers);
            if (now.refused().isPresent()) {
                return Decision.failed(
                        "the accounts cannot be read: " + now.refused().get());
            }
            boolean locked = args.locked().isPresent()
                    && now.exists()
                    && args.account(host).isLocked(answers);
            var plan = new MysqlUserPlan(
                    args,
                    args.account(host),
                    now,
                    locked,
                    MysqlServer.of(version),
                    PrivilegeSets.of(args.login(), answers));
            changes.addAll(plan.changes());
            password |= plan.changesPassword();
        }
        return decision(args, changes, password);
    }

    private static List<String> hosts(Args args, Answers answers) {
        if (!args.hostAll()) {
            return List.of(args.host());
        }
        return SqlDecisions.rows(answers.to(args.account("").hosts())).stream()
                .map(row -> SqlDecisions.column(row, "host"))
                .toList();
    }

    private static Decision decision(Args args, List<HostChange> changes, boolean password) {
        String shown = "`" + args.name() + "`@`" + (args.hostAll() ? "%" : args.host()) + "`";
        ModuleResult result = ModuleResult.EMPTY.with("user", args.name()).with("password_changed", password);
        if (changes.isEmpty()) {
            boolean present = args.state() == State.PRESENT;
            return new Decision.Unchanged(
                    "account " + shown + (present ? " is unchanged" : " does not exist"),
                    result.with("msg", present ? "User unchanged" : "User doesn't exist"));
        }
        return Decision.Change.of(
                changes, result.with("msg", args.state() == State.ABSENT ? "User deleted" : "User changed"));
    }

    /** Keeps a change out of the binary log where that is asked for. */
    static List<SqlText> logged(boolean sqlLogBin, List<SqlText> statements) {
        if (sqlLogBin) {
            return statements;
        }
        var all = new ArrayList<SqlText>();
        all.add(SqlText.lit("SET SESSION sql_log_bin = 0"));
        all.addAll(statements);
        return all;
    }
}
