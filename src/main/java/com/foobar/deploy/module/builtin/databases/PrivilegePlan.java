package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.state.sql.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements that bring an account from the privileges it has to those it is to have. What is new is granted before
 * anything is revoked, and of ALL only that is revoked which is not wanted: at no time does the account have less than
 * both before and after.
 */
record PrivilegePlan(SqlText account, Grants now, PrivilegeSets sets) {
    /** Exactly these, or with {@code append} these too. */
    List<SqlText> reach(Grants wanted, boolean append) {
        var statements = new ArrayList<SqlText>();
        wanted.byTarget().forEach((target, privileges) -> grant(statements, target, lacking(target, privileges)));
        if (!append) {
            targets(wanted).forEach(target -> {
                Set<String> beyond = beyond(target, wanted.on(target));
                revoke(statements, target, beyond);
                grant(statements, target, columnsLost(wanted.on(target), beyond));
            });
        }
        return statements;
    }

    /** Without these. */
    List<SqlText> subtract(Grants unwanted) {
        var statements = new ArrayList<SqlText>();
        unwanted.byTarget().forEach((target, privileges) -> {
            Set<String> has = now.on(target);
            var taken = new TreeSet<>(privileges);
            if (privileges.contains(Grants.ALL)) {
                taken.remove(Grants.ALL);
                taken.addAll(has);
                if (!privileges.contains(Grants.GRANT)) {
                    taken.remove(Grants.GRANT);
                }
            }
            taken.removeIf(one -> !has.contains(one) && (one.equals(Grants.GRANT) || !has.contains(Grants.ALL)));
            revoke(statements, target, taken);
        });
        return statements;
    }

    private Set<PrivilegeTarget> targets(Grants wanted) {
        var targets = new LinkedHashSet<>(now.byTarget().keySet());
        targets.addAll(wanted.byTarget().keySet());
        return targets;
    }

    private Set<String> lacking(PrivilegeTarget target, Set<String> wanted) {
        Set<String> has = now.on(target);
        var lacking = new TreeSet<>(wanted);
        lacking.removeAll(has);
        if (has.contains(Grants.ALL) || wanted.contains(Grants.ALL) && PrivilegeSets.isAll(target, has)) {
            lacking.retainAll(Set.of(Grants.GRANT));
        }
        return lacking;
    }

    private Set<String> beyond(PrivilegeTarget target, Set<String> wanted) {
        var beyond = new TreeSet<>(now.on(target));
        if (wanted.contains(Grants.ALL)) {
            beyond.retainAll(Set.of(Grants.GRANT));
        } else if (beyond.contains(Grants.ALL) && !withoutGrant(wanted).isEmpty()) {
            beyond.remove(Grants.ALL);
            beyond.addAll(sets.all(target));
        }
        beyond.removeAll(wanted);
        return beyond;
    }

    private static Set<String> withoutGrant(Set<String> privileges) {
        var plain = new TreeSet<>(privileges);
        plain.remove(Grants.GRANT);
        return plain;
    }

    /** A privilege on columns goes away with the one on the whole table. */
    private static Set<String> columnsLost(Set<String> wanted, Set<String> revoked) {
        var lost = new TreeSet<String>();
        wanted.stream()
                .filter(one -> one.contains(" ("))
                .filter(one -> revoked.contains(one.substring(0, one.indexOf(" ("))))
                .forEach(lost::add);
        return lost;
    }

    private void revoke(List<SqlText> statements, PrivilegeTarget target, Set<String> privileges) {
        Set<String> plain = withoutGrant(privileges);
        if (privileges.contains(Grants.GRANT)) {
            statements.add(statement(SqlText.lit("REVOKE GRANT OPTION"), target, SqlText.lit(" FROM ")));
        }
        if (!plain.isEmpty()) {
            statements.add(statement(SqlText.lit("REVOKE ").and(listed(plain)), target, SqlText.lit(" FROM ")));
        }
    }

    private void grant(List<SqlText> statements, PrivilegeTarget target, Set<String> privileges) {
        if (privileges.isEmpty()) {
            return;
        }
        Set<String> plain = withoutGrant(privileges);
        SqlText what = SqlText.lit("GRANT ").and(plain.isEmpty() ? SqlText.lit("USAGE") : listed(plain));
        SqlText statement = statement(what, target, SqlText.lit(" TO "));
        statements.add(privileges.contains(Grants.GRANT) ? statement.and(" WITH GRANT OPTION") : statement);
    }

    private SqlText statement(SqlText what, PrivilegeTarget target, SqlText direction) {
        return what.and(" ON ").and(target.sql()).and(direction).and(account);
    }

    private static SqlText listed(Set<String> privileges) {
        return SqlText.list(privileges.stream().map(PrivilegePlan::privilege).toList());
    }

    /** BINLOG MONITOR is MariaDB's newer name; both know the older one. */
    private static SqlText privilege(String privilege) {
        int columns = privilege.indexOf('(');
        if (columns < 0) {
            return privilege.equals("BINLOG MONITOR")
                    ? SqlText.lit("REPLICATION CLIENT")
                    : SqlText.lit("").words(privilege);
        }
        List<SqlText> names = List.of(
                        privilege.substring(columns + 1, privilege.length() - 1).split(","))
                .stream()
                .map(name -> SqlText.lit("").name(name))
                .toList();
        return SqlText.lit("")
                .words(privilege.substring(0, columns).strip())
                .and(" (")
                .and(SqlText.list(names))
                .and(")");
    }
}
