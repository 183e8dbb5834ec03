package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.builtin.databases.MysqlUserModule.Args;
import com.foobar.deploy.module.builtin.databases.MysqlUserModule.UpdatePassword;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.sql.SqlChange;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The statements that bring one account to the desired state. */
record MysqlUserPlan(
        Args args,
        MysqlAccount account,
        MysqlAccount.State now,
        boolean lockedNow,
        MysqlServer server,
        PrivilegeSets sets) {
    List<HostChange> changes() {
        var changes = new ArrayList<HostChange>();
        if (args.state() == MysqlUserModule.State.ABSENT) {
            if (now.exists()) {
                changes.add(change(
                        "drop account " + account, SqlText.lit("DROP USER ").and(account.named())));
            }
            return changes;
        }
        if (!now.exists()) {
            SqlText create = SqlText.lit("CREATE USER ").and(account.named()).and(identified());
            changes.add(change(
                    "create account " + account, create.and(tls()).and(limits()).and(lock())));
        } else {
            alter(changes);
        }
        args.priv().ifPresent(priv -> changes.addAll(privileges(Grants.desired(priv))));
        return changes;
    }

    private void alter(List<HostChange> changes) {
        SqlText alter = SqlText.lit("ALTER USER ").and(account.named());
        if (changesPassword()) {
            changes.add(change("set the password of " + account, alter.and(identified())));
        }
        if (args.tlsRequires().isPresent() && !tlsFits(args.tlsRequires().get())) {
            changes.add(change("set what TLS " + account + " needs", alter.and(tls())));
        }
        if (args.resourceLimits().isPresent()
                && !limitsFit(args.resourceLimits().get())) {
            changes.add(change("set the limits of " + account, alter.and(limits())));
        }
        if (args.locked().isPresent() && args.locked().get() != lockedNow) {
            String verb = lockedNow ? "unlock " : "lock ";
            SqlText lock = lockedNow ? SqlText.lit(" ACCOUNT UNLOCK") : SqlText.lit(" ACCOUNT LOCK");
            changes.add(change(verb + account, alter.and(lock)));
        }
    }

    private HostChange change(String describe, SqlText statement) {
        return SqlChange.of(describe, args.login(), MysqlUserModule.logged(args.sqlLogBin(), List.of(statement)));
    }

    /** True if the account exists and its password or plug-in is to be changed. */
    boolean changesPassword() {
        boolean asked = args.password().isPresent() || args.plugin().isPresent();
        if (!now.exists() || !asked || args.updatePassword() != UpdatePassword.ALWAYS) {
            return false;
        }
        StoredPassword stored = now.password();
        if (args.plugin().isPresent()) {
            boolean samePlugin = args.plugin().get().equals(stored.plugin());
            return !samePlugin
                    || args.pluginHashString()
                            .filter(hash -> !hash.reveal().equals(stored.text()))
                            .isPresent()
                    || args.pluginAuthString()
                            .filter(text -> !stored.is(text.reveal()))
                            .isPresent();
        }
        String password = args.password().orElseThrow().reveal();
        return args.encrypted() ? !password.equalsIgnoreCase(stored.text()) : !stored.is(password);
    }

    private SqlText identified() {
        if (args.plugin().isPresent()) {
            return plugin(args.plugin().get());
        }
        if (args.password().isEmpty()) {
            return SqlText.lit("");
        }
        Secret password = args.password().get();
        if (!args.encrypted()) {
            return SqlText.lit(" IDENTIFIED BY ").secret(password);
        }
        return server.mariadb()
                ? SqlText.lit(" IDENTIFIED BY PASSWORD ").secret(password)
                : SqlText.lit(" IDENTIFIED WITH mysql_native_password AS ").secret(password);
    }

    private SqlText plugin(String plugin) {
        SqlText with = SqlText.lit(" IDENTIFIED WITH ").words(plugin);
        if (args.pluginHashString().isPresent()) {
            return with.and(" AS ").secret(args.pluginHashString().get());
        }
        Optional<Secret> text = args.pluginAuthString().or(args::password);
        if (text.isEmpty()) {
            return with;
        }
        return server.mariadb()
                ? SqlText.lit(" IDENTIFIED VIA ")
                        .words(plugin)
                        .and(" USING PASSWORD(")
                        .secret(text.get())
                        .and(")")
                : with.and(" BY ").secret(text.get());
    }

    private SqlText tls() {
        if (args.tlsRequires().isEmpty()) {
            return SqlText.lit("");
        }
        var parts = new ArrayList<SqlText>();
        args.tlsRequires().get().strings().forEach((name, value) -> {
            SqlText part = SqlText.lit("").words(name.toUpperCase(Locale.ROOT));
            parts.add(isEmpty(value) ? part : part.and(" ").text(SqlDecisions.text(value)));
        });
        SqlText all = SqlText.lit(" REQUIRE ").and(parts.isEmpty() ? SqlText.lit("NONE") : parts.getFirst());
        for (SqlText part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            all = all.and(" AND ").and(part);
        }
        return all;
    }

    private static boolean isEmpty(Value value) {
        return value == NullValue.NULL || SqlDecisions.text(value).isEmpty();
    }

    private boolean tlsFits(MapValue desired) {
        var names = new TreeSet<String>();
        desired.strings().keySet().forEach(name -> names.add(name.toUpperCase(Locale.ROOT)));
        return switch (now.column("tls").toUpperCase(Locale.ROOT)) {
            case "ANY" -> names.equals(Set.of("SSL"));
            case "X509" -> names.equals(Set.of("X509"));
            case "SPECIFIED" -> specifiedFits(desired);
            default -> names.isEmpty() || names.equals(Set.of("NONE"));
        };
    }

    private boolean specifiedFits(MapValue desired) {
        var given = new java.util.HashMap<String, String>();
        desired.strings().forEach((name, value) -> given.put(name.toUpperCase(Locale.ROOT), SqlDecisions.text(value)));
        return given.keySet().stream()
                        .allMatch(name -> Set.of("CIPHER", "ISSUER", "SUBJECT").contains(name))
                && Set.of("CIPHER", "ISSUER", "SUBJECT").stream()
                        .allMatch(
                                name -> given.getOrDefault(name, "").equals(now.column(name.toLowerCase(Locale.ROOT))));
    }

    private SqlText limits() {
        if (args.resourceLimits().isEmpty()) {
            return SqlText.lit("");
        }
        SqlText all = SqlText.lit(" WITH");
        for (Map.Entry<String, Value> limit :
                args.resourceLimits().get().strings().entrySet()) {
            all = all.and(" ")
                    .words(limit.getKey().toUpperCase(Locale.ROOT))
                    .and(" ")
                    .number(Long.parseLong(SqlDecisions.text(limit.getValue())));
        }
        return all;
    }

    private boolean limitsFit(MapValue desired) {
        return desired.strings().entrySet().stream()
                .allMatch(limit -> now.column(limit.getKey().toLowerCase(Locale.ROOT))
                        .equals(SqlDecisions.text(limit.getValue())));
    }

    private SqlText lock() {
        return args.locked().orElse(false) ? SqlText.lit(" ACCOUNT LOCK") : SqlText.lit("");
    }

    private List<HostChange> privileges(Grants desired) {
        var plan = new PrivilegePlan(account.named(), now.grants(), sets);
        List<SqlText> statements =
                args.subtractPrivs() ? plan.subtract(desired) : plan.reach(desired, args.appendPrivs());
        return statements.isEmpty()
                ? List.of()
                : List.of(SqlChange.of(
                        "set the privileges of " + account,
                        args.login(),
                        MysqlUserModule.logged(args.sqlLogBin(), statements)));
    }
}
